"""The rules in the order in which they are asked; the first that has something to say decides."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.segment import abbreviations, lines, speech
from pipeline.segment.place import PICTURE, PICTURES, WINDOW, Place, Verdict
from pipeline.sentence_words import CAPITAL, LOWER, fold, load_words

Rule = Callable[[Place], Verdict]

CYRILLIC_WORD = re.compile(rf"{LOWER}{{2,}}")
WITH_PICTURES = re.compile(rf"(\w*) ?([{PICTURES}]+)\Z")
SMILEY = re.compile(r"[:;=]-?[)(D]+\Z")
NEXT_WORD = re.compile(r"\s([\w\-]+)")
GLUED_WORD = re.compile(rf"{CAPITAL}(?:[\w\-]+|\.\s?{CAPITAL})")


def inside_word(place: Place) -> Verdict:
    """Go on inside «egov.kz», «2.1», «т.б»: a small letter or the rest of a number is glued to the stop."""
    if place.gap or place.closers or not place.is_stop:
        return None
    before, after = place.text[place.start - 1 : place.start], place.text[place.next]
    return False if after.islower() or (before.isdecimal() and after.isdecimal()) else None


def inside_address(place: Place) -> Verdict:
    """Go on inside web and mail addresses."""
    return False if place.address else None


def nothing_follows(place: Place) -> Verdict:
    """Leave signs without a letter or digit with the sentence before, unless they have their own line."""
    return bool(place.breaks) if not place.after else None


def punctuation_follows(place: Place) -> Verdict:
    """Go on where a comma, a colon or another mark follows: «не?, – деді», «. . .»."""
    follows = place.text[place.next]
    if follows in ",;:%/":
        is_note = follows == "/" and place.gap and place.after[:1].isupper()  # /Фото: Ақорда/
        return None if is_note else False
    if follows in ".!?…":
        return None if place.gap and _is_leading_ellipsis(place.right) else False
    return None


def _is_leading_ellipsis(right: str) -> bool:
    return re.match(r"(?:\.\.\.|…)[^\s.…]", right) is not None


def leading_ellipsis(place: Place) -> Verdict:
    """Keep the dots of «…Сол күні» with the word they lead to."""
    if not place.is_ellipsis or place.gap:
        return None
    before = place.text[place.start - 1 : place.start]
    return False if not before or before in ' \n\u2029«“”„"([–—' else None


def lowercase_after_verb(place: Place) -> Verdict:
    """End the sentence after a finite verb and a full stop even if the next word is not capitalised."""
    if not place.is_stop or place.closers or place.lead or not place.gap or place.quote or place.bracket:
        return None
    ends = len(place.before) > 3 and place.before.islower() and place.before.endswith(load_words().finite)
    return True if ends and place.after[:1].islower() and not speech.is_speech(place.after) else None


def lowercase_follows(place: Place) -> Verdict:
    """Go on where a small letter follows, «iPhone» and «eGov» apart."""
    if place.lead in ("@", "#") and place.gap and not place.closers:
        return None  # a name of a user or a tag, which begins with a small letter anywhere
    return False if place.after[:1].islower() and not place.after[1:2].isupper() else None


def glued_words(place: Place) -> Verdict:
    """End the sentence where the space was forgotten: «болды.Сондай-ақ», but not in «есеп.Docx», «2.1»."""
    if place.gap or not place.has_mark:
        return None
    if place.lead and place.lead[0] not in '«“„"(–—' and place.lead != "- ":
        return False
    right = place.after
    if right[:1].isdecimal():
        is_whole = len(place.before) > 3 or place.before in load_words().short
        return CYRILLIC_WORD.fullmatch(place.before) is not None and is_whole
    foreign = (place.before.isascii() and right.isascii()) or right.lower() in load_words().extension
    if foreign or GLUED_WORD.match(place.text, place.after_start) is None:
        return False
    if not place.is_stop or place.closers:
        return True
    if place.text[place.start - 1 : place.start] in tuple("%)»”"):
        return True
    return _is_plain(place.before, is_word_after=right[1:2].islower())


def _is_plain(before: str, *, is_word_after: bool) -> bool:
    """Tell a word that can end a sentence from an abbreviation: «ҚР.Біздің», but not «ҚР.ҰҚК»."""
    last = before.rpartition(".")[2]
    is_body = last.isupper() and len(last) > (1 if is_word_after else 2)
    return CYRILLIC_WORD.search(last) is not None or is_body or last.isdecimal()


def picture_for_stop(place: Place) -> Verdict:
    """End the sentence at «… жеңді 😀 Құттықтаймыз»: a picture behind a verb, or before a word that opens."""
    if place.mark != " ":
        return None
    shown = WITH_PICTURES.search(place.text, max(0, place.end - WINDOW), place.end)
    if shown is None and not place.lead:
        return None
    if shown and not PICTURE.match(shown[2]):
        return False  # it announces what follows, and went there
    words = load_words()
    before = shown[1] if shown else place.before
    is_verb = len(before) > 3 and before.islower() and before.endswith(words.finite)
    is_attribute = before.endswith(words.participle) and not shown  # … жеңген 🇰🇿 Қазақстан құрамасы
    return (is_verb and not is_attribute) or fold(place.after) in words.starters


def forgotten_stop(place: Place) -> Verdict:
    """End the sentence at «… өтті Ол …»: no mark, but a word that only a new sentence capitalises."""
    if place.mark != " ":
        return None
    if place.after[:1].isdecimal():
        return lines.continues_list(place, place.after)
    if SMILEY.search(place.text, max(0, place.end - 4), place.end):
        return True
    if place.lead or place.after.isupper():
        return False
    word = place.text[max(0, place.end - 30) : place.end].rstrip('»”“")').rpartition(" ")[2]
    return len(word) > 3 and word.islower() and _opens(place, word)


def _opens(place: Place, word: str) -> bool:
    """Tell whether the capital behind `word` opens a sentence: names and attributes come in between."""
    words, after = load_words(), fold(place.after)
    found = NEXT_WORD.match(place.text, place.after_start + len(place.after))
    following = found[1] if found else ""
    if after in words.doubtful:
        return following[:1].islower() and not following.startswith(words.landmark)
    if after in words.starters:
        return True
    if not word.endswith(words.past):
        return False
    return after in words.namesakes or (
        after in words.calendar and (following in words.dated or following.isdecimal())
    )


def sentence_end(place: Place) -> Verdict:
    """End the sentence: nothing speaks against it."""
    return True


RULES: tuple[Rule, ...] = (
    picture_for_stop,
    forgotten_stop,
    inside_word,
    lines.blank_line,
    inside_address,
    lines.list_item_on_new_line,
    lines.bullet_inside_line,
    lines.number_before_item,
    lines.deliberate_line_end,
    nothing_follows,
    punctuation_follows,
    leading_ellipsis,
    speech.marks_alone_in_brackets,
    speech.aside_in_brackets,
    lines.numbered_heading,
    abbreviations.spaced_date,
    lowercase_after_verb,
    lowercase_follows,
    abbreviations.initials,
    abbreviations.abbreviation_that_never_ends,
    abbreviations.end_of_enumeration,
    abbreviations.amount,
    abbreviations.abbreviation_that_may_end,
    speech.title_in_quotes,
    speech.author_after_speech,
    speech.bibliography,
    speech.dateline,
    glued_words,
    sentence_end,
)


def decide(place: Place) -> tuple[str, bool]:
    """Return the name of the rule that decides about `place`, and whether the sentence ends there."""
    for rule in RULES:
        verdict = rule(place)
        if verdict is not None:
            return rule.__name__, verdict
    raise AssertionError("the last rule always decides")
