"""The letters of Kazakh in Cyrillic, to stand inside a character class."""

KAZAKH_ALONE = "әғқңөұүһі"  # that Russian has not
LOWER = f"а-яё{KAZAKH_ALONE}"
UPPER = f"А-ЯЁ{KAZAKH_ALONE.upper()}"
