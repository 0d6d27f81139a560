"""The Kazakh words for thousands, millions and so on, and what each is."""

ABBREVIATED = {"мың": 10**3, "млн": 10**6, "млрд": 10**9, "трлн": 10**12}
VALUES = {**ABBREVIATED, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12}
SCALE, SHORT_SCALE = "|".join(VALUES), "|".join(ABBREVIATED)
