"""The case endings of Kazakh behind the possessive ending of the third person: ағасы|ның, әкесі|нен."""

from __future__ import annotations

from pipeline.alphabet import TO_FRONT

ENDINGS = {  # behind back vowels
    "": "",
    "genitive": "ның",
    "ablative": "нан",
    "locative": "нда",
    "dative": "на",
    "accusative": "н",
    "instrumental": "мен",
}


def possessed_ending(case: str, *, is_front: bool) -> str:
    """Return the ending of a case, none for the nominative, by the vowels of the word before it."""
    return ENDINGS[case].translate(TO_FRONT) if is_front else ENDINGS[case]
