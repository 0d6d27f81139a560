"""Looks at the words around a numeral: which ones belong to it, which only sound like one."""

from __future__ import annotations

from fractions import Fraction

from pipeline.check.figures.lexicon import Lexicon, Numeral
from pipeline.check.figures.morphology import case_of
from pipeline.check.figures.tokens import Token

ARTICLES = frozenset({"a", "an"})
SCALES = frozenset({"scale", "scales"})
_MAX_ABBREVIATION = 4
_AND_AFTER = frozenset({"hundred", "thousand", "million"})
_COUNTING = frozenset({"number", "one", "hundred", "scale", "scales", "ordinal", "one_ordinal"})
_INNER = frozenset({"tail", "hundred_tail"})
_HOURS = {"онда": Numeral(Fraction(10), "number", case_of("да"))}  # elsewhere «there»
_TENTH = Numeral(Fraction(10), "number", "ablative")  # азаптаудың онда бірі
_FRACTIONAL = frozenset({"tail", "portion"})


class Phrases:
    """The tokens of one text with the number words of its language."""

    def __init__(self, tokens: list[Token], lex: Lexicon) -> None:
        self.tokens = tokens
        self.lex = lex

    def word(self, at: int) -> str:
        """Return the folded word or sign at `at`, "" outside the text."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def numeral(self, at: int) -> Numeral | None:
        """Return the number word at `at`, None where there is none."""
        if not (0 <= at < len(self.tokens) and self.tokens[at].kind == "word"):
            return None
        word = self.tokens[at].word
        if word in _HOURS and self.is_clock_word(at - 1):
            return _HOURS[word]
        if word in _HOURS and self.word(at + 1) == "бірі" and self.word(at - 1).endswith(("ың", "ің")):
            return _TENTH
        return self.lex.numeral(word)

    def is_clock_word(self, at: int) -> bool:
        """Tell whether a Kazakh clock word or part of the day stands at `at`: сағат, таңғы, кешкі."""
        if self.lex.language != "kk":
            return False
        return any(self.lex.says(what, self.word(at)) for what in ("clock", "evening", "morning"))

    def glued(self, at: int, sign: str) -> bool:
        """Tell whether `sign` stands at `at` without a space before it."""
        return self.word(at) == sign and self.tokens[at].glued

    def tail_counts(self, at: int, role: str) -> bool:
        """Tell whether бірі, бірге … is a number here: үштен бірі, сағат бірде, қаңтардың бірінде."""
        if not at:
            return False
        before, word = self.numeral(at - 1), self.word(at - 1)
        if before is not None:
            return before.case == "ablative" and role != "hundred_tail"
        return role == "tail" and (self.is_clock_word(at - 1) or self.lex.months.find(word) is not None)

    def is_other_word(self, at: int, numeral: Numeral) -> bool:
        """Tell a numeral from the word it sounds like: жүз (horde), тоқсан (quarter), per second."""
        before = self.word(at - 1)
        if self.lex.language != "kk":
            return before == "per" and numeral.role not in SCALES
        if numeral.value == 100 and numeral.role == "hundred":
            return self.lex.says("not_hundred_before", self.word(at - 2) if before == "-" else before)
        if not self.word(at).startswith("тоқсан") or numeral.role != "number":
            return False
        following = self.numeral(at + 1)
        if following is not None and following.role in _COUNTING:
            return False
        numbered = at > 0 and (self.tokens[at - 1].text.isupper() or before == "-")
        is_quarter = self.lex.says("quarter_before", before) or self.lex.says(
            "quarter_behind", self.word(at + 1)
        )
        return numbered or is_quarter

    def half_follows(self, at: int) -> int:
        """Return how many tokens at `at` add one half, 0 for none; English may join them by hyphens."""
        numeral = self.numeral(at)
        if numeral is not None and numeral.role == "half":
            return 1
        if self.word(at) == "с" and self.word(at + 1) == "половиной":
            return 2
        ahead = self.tokens[at : at + 6]
        words = [token.word for token in ahead if token.text != "-"]
        if words[:3] == ["and", "a", "half"]:
            return next(n for n, token in enumerate(ahead, 1) if token.word == "half")
        return 0

    def half_of(self, at: int) -> str | None:
        """Return the unit of `a year and a half` when `half` stands at `at`, else None."""
        words = [token.word for token in self.tokens[max(at - 7, 0) : at] if token.text != "-"]
        if len(words) < 3 or words[-2:] != ["and", "a"]:
            return None
        counted = self.lex.numeral(words[-4]) if len(words) > 3 else None
        return self.lex.units.find(words[-3]) if counted is None or counted.role == "one" else None

    def next_numeral(self, at: int, *, seen: bool) -> tuple[int, Numeral] | None:
        """Return the next word of a number, over a hyphen (twenty-five), `and`, -ақ or «с лишним»."""
        skipped = 0
        if seen and self.lex.language == "kk":
            skipped = 2 * int(self.glued(at, "-") and self.word(at + 1) == "ақ")
        elif seen and self.lex.language == "en":
            hyphen = int(self.glued(at, "-"))
            linked = self.word(at + hyphen) == "and" and self.word(at - 1) in _AND_AFTER
            skipped = 1 + 2 * hyphen if linked else hyphen
        elif seen:
            skipped = self.surplus(at)
        numeral = self.numeral(at + skipped)
        if numeral is None or numeral.role not in (_COUNTING | (_INNER if seen else _FRACTIONAL)):
            return None
        return at + skipped, numeral

    def surplus(self, at: int) -> int:
        """Return 2 where `с лишним` stands between a number and its scale: три с лишним миллиона."""
        if (self.word(at), self.word(at + 1)) != ("с", "лишним"):
            return 0
        scale = self.numeral(at + 2)
        return 2 if scale is not None and scale.role in (*SCALES, "vague") else 0

    def scale_hyphen(self, at: int) -> bool:
        """Tell whether an English hyphen joins a figure to its scale: a 160-billion-dollar claim."""
        if self.lex.language != "en" or not self.glued(at, "-"):
            return False
        numeral = self.numeral(at + 1)
        return numeral is not None and numeral.role in ("scale", "hundred")

    def dotted(self, at: int) -> bool:
        """Tell whether `at` is the full stop of an abbreviated scale (тыс., млн.) inside a sentence."""
        if (
            not self.glued(at, ".")
            or len(self.word(at - 1)) > _MAX_ABBREVIATION
            or at + 1 >= len(self.tokens)
        ):
            return False
        following = self.tokens[at + 1]
        return following.kind != "word" or following.text[:1].islower()

    def divides(self, at: int, *, several: bool) -> bool:
        """Tell whether the ordinal at `at` is a denominator (две пятых, one third) rather than an ordinal."""
        if self.lex.language == "ru":
            return self.word(at).endswith(("ых", "их") if several else ("ая", "ую", "ой"))
        return not several
