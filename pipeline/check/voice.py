"""How a thing is said: a denial stays a denial, a question a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.alphabet import lowered
from pipeline.check.alignment import align
from pipeline.check.coverage import closeness
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import TARGETS, Finding, Language, Severity, Span, Target
from pipeline.wordlists import rows

NAME = "voice"
# Closeness of the text, else of the pair: a freer one often says the opposite of the opposite: held out for
# did not give in.
CLOSE = 0.46
TURNED_BEFORE = 80  # characters before a denial that say what it denies
REFUSES = re.compile(
    r"\b(?:[Оо]тказ|[Оо]тклон|[Пп]ропус|[Rr]efus|[Rr]eject|[Dd]eclin|[Ss]kip|[Mm]iss|[Aa]void|[Ww]ithdr)"
)
NO_LACK = re.compile(  # which affirms, as two denials do
    r"(?:no|not? (?:\w+ )?any|нет|не \w+) (?:\w+ ){0,2}?(?:shortages?|doubts?|problems?|lack|obstacles?"
    r"|дефицит|нехватк|недостатк|сомнени|проблем|препятстви)",
    re.IGNORECASE,
)
DENIED_WORDS = 3  # from the denial on, of which one may stand for a word that says the same
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
CLAUSE_END = re.compile(
    r",\s*(?:деді|дейді|деп)\b|\s*(?:[.!?…;]|$|(?:керек|тиіс|қажет|лазым|екен|еді|болатын|деп|дейді|деді|деген|шығар|болар|ғой|сияқты)\b)|\s*[»”\"]"
)
DOUBLED = re.compile(r"([^\W\d_]{2})[^\W\d_]*-$")
STOPPING = re.compile(  # a verb whose own translation looks like a denial: тоқтатпады, бас тартпайды
    r"(?:тоқтат(?:ылма|па)|тартпа|айырылма|босат(?:ылма|па)|қысқарт(?:ылма|па)|шығарылма)(?!ңыз|ңдар|ң$|йық)[^\W\d_]*"
)
STOPPED = re.compile(
    r"отказ\w*|(?:прекра|приостан|останов)\w*|лиш[её]н\w*|лишил\w*|stop\w*|halt\w*|refus\w*|dismiss\w*|declin\w*"
    r"|reject\w*",
    re.IGNORECASE,
)
SAID_LESS = re.compile(r"[дтн][ае]н (?:сәл )?(?:кем|аз|төмен)")
LESS = re.compile(r"менее|меньше|(?:less|fewer) than", re.IGNORECASE)
LAST_DENIED = re.compile(  # дәрігер шақырып, балаңызды мектепке жібермеңіз
    r"[^\W\d_]+п, (?:\S+ ){0,7}(?P<denied>[^\W\d_]+[мбп][ае](?:ң[ыі]з|ңдар|ңдер)(?:дар|дер)?)\b"
)
BOTH_DENIED: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(r"\bне [а-яё]+(?:йте|ите|ьте)(?:сь)? .*\bне [а-яё]+(?:йте|ите|ьте)", re.IGNORECASE),
    "en": re.compile(r"\b(?:do not|don['’]t) .*\b(?:and|or) (?:do not|don['’]t)\b", re.IGNORECASE),
}
QUESTION = re.compile(r"(?<!әлеметсіз бе)\?[»”“\"')\]]*")  # «Сәлеметсіз бе?» is a greeting
ASKING = re.compile(r"\b(?:сұра|таңырқа|таңдан)[^\W\d_]*")  # what somebody asks may stand without its mark


@dataclass(frozen=True, slots=True)
class Denials:
    """The words of a text that deny (strong) or may stand for a denial (weak); doubled ones affirm."""

    strong: tuple[Span, ...]
    weak: tuple[Span, ...]
    doubled: tuple[Span, ...] = ()


def check_voice(pair: Pair) -> list[Finding]:
    """Report a denial that came in or went, and a question that became a statement or the reverse."""
    return _denial(pair) + _question(pair)


def _denial(pair: Pair) -> list[Finding]:
    source, target = denials(pair.source, "kk"), denials(pair.target, pair.language)
    if source.strong and not target.strong and not _excuses(pair, target):
        said = pair.source[slice(*source.strong[0])]
        message = f"“{said}” denies, the translation does not"
        close = pair.closeness
        if close is None:
            close = closeness(pair.source, pair.target, pair.language)
        is_grave = close >= CLOSE and not _is_turned(pair, source.strong[0])
        severity: Severity = "warning" if is_grave else "info"
        return [pair.finding(NAME, severity, message, source.strong[0])]
    if target.strong and not source.strong and not source.weak:
        span = target.strong[0]
        message = f"“{pair.target[slice(*span)]}” denies, the source does not"
        is_grave = added_score(pair.source, pair.target, pair.language, span) >= 0
        is_grave = is_grave and not _answers(pair, span)
        return [pair.finding(NAME, "warning" if is_grave else "info", message, None, span)]
    if (
        _affirms(source)
        and len(target.strong) == 1
        and not target.weak
        and not NO_LACK.match(pair.target, target.strong[0][0])
    ):
        ours, theirs = source.doubled[0], target.strong[0]
        message = f"“{pair.source[slice(*ours)]}” affirms, “{pair.target[slice(*theirs)]}” denies"
        return [pair.finding(NAME, "error", message, ours, theirs)]
    return _shared(pair, len(source.strong))


def _affirms(source: Denials) -> bool:
    """Tell whether all denials of a text are two that affirm."""
    return (
        bool(source.doubled)
        and not source.strong
        and all(
            any(start < end and begin < stop for begin, end in source.doubled) for start, stop in source.weak
        )
    )


def _excuses(pair: Pair, target: Denials) -> bool:
    """Tell whether a word stands for a denial; not the very word that is denied."""
    weak = target.weak
    denied = denials(pair.source, "kk").strong
    if denied and all(STOPPING.fullmatch(lowered(pair.source[slice(*span)])) for span in denied):
        weak = tuple(span for span in weak if not STOPPED.fullmatch(pair.target, *span))
    if not SAID_LESS.search(pair.source):
        return bool(weak)
    return any(not LESS.fullmatch(pair.target, *span) for span in weak)


def _is_turned(pair: Pair, denial: Span) -> bool:
    """Tell whether a denial is said the other way round: «кетпейтінін», “would stay on”."""
    source, target = lowered(pair.source), lowered(pair.target)
    start = max(0, denial[0] - TURNED_BEFORE)
    return any(
        others[pair.language].search(target)
        and any(match.end() >= denial[0] - 1 for match in denied.finditer(source, start, denial[1]))
        for denied, others in _turned()
    )


def _answers(pair: Pair, denial: Span) -> bool:
    """Tell whether a denial, or a word right behind it, stands for a word that says the same: бас тартты."""
    said = [match.span() for match in _patterns("kk")["answered"].finditer(lowered(pair.source))]
    if not said or REFUSES.search(pair.target):
        return False
    aligned = align(pair.source, pair.target)[1]
    behind = [span for span in aligned.spans if span[0] >= denial[0]][:DENIED_WORDS]
    answers = (aligned.answer(span).span for span in behind)
    return any(start < a[1] and a[0] < end for a in answers if a is not None for start, end in said)


def _shared(pair: Pair, count: int) -> list[Finding]:
    """Report a request denied along with the one behind it, which alone is denied for sure."""
    last = LAST_DENIED.search(pair.source) if count == 1 else None
    both = BOTH_DENIED[pair.language].search(pair.target) if last is not None else None
    if last is None or both is None:
        return []
    message = f"“{last['denied']}” denies once, the translation twice"
    return [pair.finding(NAME, "warning", message, last.span("denied"), both.span())]


def added_score(source: str, target: str, language: Target, span: Span) -> float:
    """Return the log-odds, less the level of a warning, that nothing in the source stands for a denial."""
    weights = _added()[language]
    found = added_signs(source, target, span)
    return sum(weight * found[name] for name, weight in weights.items() if name in found) + (
        weights["bias"] - weights["warn from"]
    )


def added_signs(source: str, target: str, span: Span) -> dict[str, float]:
    """Return what the encoder says of a denying word of the target and of the word after it, by name."""
    aligned = align(source, target)[1]
    denial = aligned.answer(span)
    after = next((place for place in aligned.spans if place[0] >= span[1]), span)
    denied = aligned.answer(after)
    return {
        "denial alike": denial.likeness,
        "denial preferred": denial.mutual,
        "denied alike": denied.likeness,
        "denied preferred": denied.mutual,
        "usual": aligned.usual(),
    }


def _question(pair: Pair) -> list[Finding]:
    asked, asks = (len(QUESTION.findall(text)) for text in (pair.source, pair.target))
    if bool(asked) == bool(asks) or (asks and ASKING.search(pair.source)):
        return []
    what = "the question became a statement" if asked else "the statement became a question"
    return [pair.finding(NAME, "warning", what)]


@lru_cache(maxsize=REMEMBERED)
def denials(text: str, language: Language) -> Denials:
    """Find the words that deny; a phrase that may deny nothing is weak as a whole."""
    patterns = _patterns(language)
    small = lowered(text)
    doubled = [match.span() for match in patterns["doubled"].finditer(small)]
    weak = doubled + [match.span() for match in patterns["phrase"].finditer(small)]
    visible = text
    for start, end in weak:
        visible = visible[:start] + " " * (end - start) + visible[end:]
    strong = []
    for match in WORD.finditer(visible):
        strength = _strength(visible, match, language)
        if strength == "strong" and _is_alternative(visible, match.start()):
            strength = "weak"
        if strength == "strong":
            strong.append(match.span())
        elif strength == "weak":
            weak.append(match.span())
    return Denials(tuple(strong), tuple(weak), tuple(doubled))


def _strength(text: str, match: re.Match[str], language: Language) -> str:
    kind = _kind(match.group().lower().replace("’", "'"), language)
    if not kind or (language == "kk" and _is_name(text, match)):
        return ""
    if kind in ("strong", "weak"):
        return kind
    is_last = CLAUSE_END.match(text, match.end()) is not None
    if kind == "apart":
        is_last = is_last or text.startswith(",", match.end())
    if kind in ("final", "apart"):
        return "strong" if is_last else "weak"
    return "weak" if is_last else ""


@lru_cache(maxsize=8192)
def _kind(word: str, language: Language) -> str:
    """Return what a word is by itself: strong, weak, or what its place decides (negation.tsv)."""
    kinds = {
        "not": "",
        "soft": "weak",
        "strong": "strong",
        "apart": "apart",
        "final": "final",
        "weak": "weak",
        "closing": "closing",
    }
    patterns = _patterns(language)
    return next((kind for name, kind in kinds.items() if patterns[name].fullmatch(word)), "")


def _is_alternative(text: str, start: int) -> bool:
    """Tell whether a Kazakh word only asks whether or not: болған-болмағанын."""
    before = DOUBLED.search(text, 0, start)
    return before is not None and text.startswith(before.group(1), start)


def _is_name(text: str, match: re.Match[str]) -> bool:
    return match.group()[0].isupper() and text[: match.start()].rstrip()[-1:] not in ("", *'.!?…:«“"–—')


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """Read the patterns of one language, one alternation a strength."""
    words = ("not", "soft", "strong", "final", "apart", "closing", "weak")
    strengths = ("stem", "phrase", "doubled", "answered", *words)
    found: dict[str, list[str]] = {strength: [] for strength in strengths}
    for of, strength, pattern in rows("negation.tsv"):
        if of == language:
            found[strength].append(pattern)
    stem = "".join(found.pop("stem"))
    for kind in ("phrase", "doubled", "answered"):
        found[kind] = [rf"\b(?:{pattern})\b" for pattern in found[kind]]
    return {
        strength: re.compile("|".join(patterns).replace("<NO>", stem) or r"(?!)")
        for strength, patterns in found.items()
    }


@cache
def _turned() -> tuple[tuple[re.Pattern[str], dict[Target, re.Pattern[str]]], ...]:
    """Read what is denied of a thing with what translations say of its contrary."""
    return tuple(
        (
            re.compile(rf"(?<!\w)(?:{denied})"),
            {
                language: re.compile(r"(?!)" if other == "-" else rf"(?<!\w)(?:{other})")
                for language, other in zip(TARGETS, others, strict=True)
            },
        )
        for denied, *others in rows("voice_turned.tsv")
    )


@cache
def _added() -> dict[Target, dict[str, float]]:
    """Read the weights of a denial that was added (see the file for its columns)."""
    table = rows("voice.tsv")
    return {
        language: {name: float(weight) for of, name, weight in table if of == language}
        for language in TARGETS
    }
