"""The letters of Kazakh in Cyrillic, to stand inside a character class, and texts in small letters."""

KAZAKH_ALONE = "әғқңөұүһі"  # that Russian has not
LOWER = f"а-яё{KAZAKH_ALONE}"
UPPER = f"А-ЯЁ{KAZAKH_ALONE.upper()}"


def lowered(text: str) -> str:
    """Return a text in small letters, each in its place: İ would become two."""
    return text.replace("İ", "I").lower()
