"""The letters of Kazakh in Cyrillic, to stand inside a character class, and texts in small letters."""

KAZAKH_ALONE = "әғқңөұүһі"  # that Russian has not
LOWER = f"а-яё{KAZAKH_ALONE}"
# Of an ending, behind a word with front vowels, or with back ones.
TO_FRONT, TO_BACK = str.maketrans("аығқ", "еігк"), str.maketrans("еігк", "аығқ")
UPPER = f"А-ЯЁ{KAZAKH_ALONE.upper()}"


def lowered(text: str) -> str:
    """Return a text in small letters, each in its place: İ would become two."""
    return text.replace("İ", "I").lower()
