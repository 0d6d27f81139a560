"""The stems of Kazakh verbs of change: what rises and what falls."""

RISING = ("өс", "арт", "көбей", "көтеріл", "ұлғай", "қымбатта", "жоғарыла")
FALLING = ("азай", "төменде", "кемі", "қысқар", "арзанда", "құлдыра")
_BACK, _VOWELS = "аоұыяуё", "аоұыяуёәеөүіэию"
_VOICELESS = tuple("пкқтсшхфцчщ")


def past(stem: str) -> str:
    """Return a stem in the past: өсті, қымбаттады."""
    return f"{stem}{'т' if stem.endswith(_VOICELESS) else 'д'}{_harmony(stem)}"


def linked(stem: str) -> str:
    """Return a stem linked to the verb behind it: өсіп, қымбаттап."""
    return f"{stem}п" if stem.endswith(tuple(_VOWELS)) else f"{stem}{_harmony(stem)}п"


def _harmony(stem: str) -> str:
    vowel = next(letter for letter in reversed(stem) if letter in _VOWELS)
    return "ы" if vowel in _BACK else "і"
