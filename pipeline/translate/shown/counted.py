"""Say plainly what a figure counts off or weighs: «100-науқас», «51-ге 50 дауыспен», «10-ына дейін»."""

from __future__ import annotations

import re
from functools import cache

from pipeline.translate.shown.figure_endings import with_dative, with_ordinal
from pipeline.wordlists import listed

VOTES = re.compile(r"(?<![\w.,-])(?P<won>\d+)-[кғқг][ае] (?P<lost>\d+)(?= дауыспен)")
PAIR = re.compile(
    r"(?<![\w.,-])(?P<first>\d+)-(?:[кғқг][ае]|[дт][ае]н) (?P<second>\d+)(?:-[кғқг][ае])?"
    r"(?= (?:пайыз\s)?(?:есеб|форма|формул|айырбас|тұтқын\w* (?:айырбас|алмас)|қатынас))"
)
EACH = re.compile(  # 103-тен 206 тұтқын алмасты: 206 in all
    r"(?<![\w.,-])(?P<each>\d+)-[дт][ае]н(?: (?P<all>\d+))? тұтқын алмас(?P<verb>ты|қан|пақ)(?=[.,!]|$| деп)"
)
FOR = re.compile(r"(?<![\w.,-])(?P<ours>\d+)-[кғқг][ае] (?P<theirs>\d+) тұтқын (?=алмас|айырбас)")
DAY_OF_MONTH = re.compile(
    r"(?P<every>\bай\s+сайын|\bәр\s+айдың|\bайдың)\s+(?P<day>[1-9]|[12]\d|3[01])-(?:с?[ыі])н(?P<case>ан?|ен?|д[ае]н?)(?!\w)",
    re.IGNORECASE,
)
# A day that no month stands before: «салықты 25-іне дейін», «10-ы мен 15-і аралығында».
BARE_DAY = re.compile(
    r"(?<![\w.,:/№-])(?<![дтн][ыі]ң )(?<![дтн][ае]н )(?<!сайын )(?<!\d )"
    r"(?P<day>[1-9]|[12]\d|3[01])-(?:с?[ыі])н(?P<case>ан?|ен?)"
    r"(?= (?:дейін|шейін|кешіктір|кешікпей|бастап|қалмай))"
)
BARE_SPAN = re.compile(
    r"(?<![\w.,:/№-])(?<![дтн][ыі]ң )(?<!сайын )(?<!\d )(?P<day>[1-9]|[12]\d|3[01])-с?[ыі] (?:мен|пен|және) "
    r"(?P<last>[1-9]|[12]\d|3[01])-с?[ыі] аралығында(?!\w)"
)
PAID = re.compile(
    r"төле|тапсыр|беріл|аудар|жібер|ұсын|өткіз|қабылда|салын|есеп|зейнетақы|жалақы|салық|декларац|өтінім|жәрдемақы",
    re.IGNORECASE,
)
THIS_MONTH = re.compile(r"\b(?:осы|өткен|келесі|алдыңғы|ағымдағы)\s+\Z", re.IGNORECASE)
EVERY = "әр айдың"


def counted_off(text: str) -> str:
    """Return a text with its figures of one in a row, of votes and of days of the month told as such."""
    if "-" not in text:
        return text
    text = _nouns().sub(lambda match: with_ordinal(match["figure"]) + " ", text)
    text = VOTES.sub(lambda match: f"{with_dative(match['lost'])} қарсы {match['won']}", text)
    text = FOR.sub(_for_each_other, EACH.sub(_each, text)) if "тұтқын" in text else text
    text = PAIR.sub(r"\g<first>:\g<second>", text)
    text = _with_month(text)
    return DAY_OF_MONTH.sub(_day, text) if "ай" in text.lower() else text


def _each(match: re.Match[str]) -> str:
    """Return «150-ден тұтқын алмасты» as each with 150 of them."""
    each, verb = match["each"], match["verb"]
    if match["all"] and int(match["all"]) != 2 * int(each):
        return match.group()
    if match["all"]:
        return f"барлығы {match['all']} тұтқынмен алмас{verb}, әр жақтан {each} адам"
    return f"әрқайсысы {each} тұтқынмен алмас{verb}"


def _for_each_other(match: re.Match[str]) -> str:
    """Return «1000-ға 1000 тұтқын» as a form of exchange."""
    return f"«{with_dative(match['ours'])} {match['theirs']}» форматында тұтқын "


def _with_month(text: str) -> str:
    """Return a text that says of bare days by which something is paid that they are of a month."""
    if not (BARE_DAY.search(text) or BARE_SPAN.search(text)) or not PAID.search(text):
        return text
    text = BARE_SPAN.sub(r"айдың \g<day>-інен айдың \g<last>-іне дейін", text)
    return BARE_DAY.sub(r"айдың \g<0>", text)


@cache
def _nouns() -> re.Pattern[str]:
    nouns = "|".join(listed("counted_nouns.txt"))
    return re.compile(
        rf"(?<![\w.,/№-])(?<!№ )(?<!\d )(?P<figure>\d{{1,3}}(?: \d{{3}})+|\d+)-(?=(?:{nouns}))", re.IGNORECASE
    )


def _day(match: re.Match[str]) -> str:
    """Return «10-ына» as «10-шы күніне»."""
    every = match["every"]
    if match["case"].startswith("д") and THIS_MONTH.search(match.string, 0, match.start()):
        return match.group()  # осы айдың 17-сінде
    if every.lower().startswith("ай "):
        every = EVERY.capitalize() if every[0].isupper() else EVERY
    case = {"а": "е", "ан": "ен"}.get(match["case"], match["case"].replace("а", "е"))
    return f"{every} {with_ordinal(match['day'])} күнін{case}"
