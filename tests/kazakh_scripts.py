"""Write Cyrillic Kazakh in the other scripts by the readers' own tables, so that tests can read it back."""

from __future__ import annotations

import re

from pipeline.wordlists import rows

WORD = re.compile(r"[а-яёәғқңөұүһі]+", re.IGNORECASE)


def in_latin(text: str, alphabet: str) -> str:
    """Return the text in the Latin alphabet of 2021 or 2018; each has one letter for и and й."""
    letters = {row[1]: row[0] for row in rows(f"latin_{alphabet}.tsv")}
    i = letters["й"]
    letters |= {"и": i, "я": f"{i}a", "ю": i + letters["у"], "э": "e", "һ": "h", "ц": "ts", "ь": "", "ъ": ""}

    def word(match: re.Match[str]) -> str:
        small = "".join(letters[letter] for letter in match.group().lower())
        if match.group().isupper() and len(match.group()) > 1:
            return _upper(small)
        return _upper(small[:1]) + small[1:] if match.group()[0].isupper() else small

    return WORD.sub(word, text)


def in_arabic(text: str) -> str:
    """Return the text in Arabic script: front vowels as back ones, the hamza where no letter tells them."""
    letters: dict[str, str] = {}
    for row in rows("arabic_kk.tsv"):
        letters.setdefault(row[1], row[0])
    letters |= {
        "ә": "ا",
        "ө": "و",
        "ү": "ۇ",
        "і": "ى",
        "и": letters["й"],
        "э": letters["е"],
        "ь": "",
        "ъ": "",
    }
    letters |= {"я": letters["й"] + "ا", "ю": letters["й"] + letters["у"], "ц": letters["т"] + letters["с"]}

    def word(match: re.Match[str]) -> str:
        small = match.group().lower()
        hamza = "\u0674" if set("әөүі") & set(small) and not set("кгеэ") & set(small) else ""
        return hamza + "".join(letters[letter] for letter in small)

    return WORD.sub(word, text).translate(str.maketrans(",;?", "،؛؟"))


def _upper(text: str) -> str:
    return text.replace("i", "İ").replace("ı", "I").upper()
