"""Say plainly at what age somebody was: «алпыстың үшеуінде», «18-інде үйленді», «54-ке қараған шағында».

«7 жасқа дейінгі балалар мен зейнеткерлер» is shown so that the age bounds the children alone.
"""

from __future__ import annotations

import re

from pipeline.ages import told_ages
from pipeline.alphabet import TO_BACK, TO_FRONT, UPPER

REACHED = re.compile(r"\s(?:кел|шы[қғ]|тол|жет)(?P<form>ді|ты|ті|ды|ген|қан|ған|кен|[іы]п)(?!\w)")
AT = re.compile(
    r"(?P<who>^|\b(?:ол|өзі|ақын|жазушы|әнші|қыз|жігіт|әкесі|анасы|атасы|әжесі|апасы|ағасы)\s"
    rf"|(?-i:[{UPPER}])\S*[^ң\s]\s|,\s)"
    r"(?P<years>[5-9]|[1-9]\d|10\d)-(?:с?[ыі])нд[ае](?=\s(?:\w+\s){0,2}?(?:үйлен|тұрмыс|қайтыс|көз\sжұм|дүние|өмірден"
    r"|бақилық|жарал|мүгедек|жетім|жесір|атан|сотта|әскер|соғыс|майдан))",
    re.IGNORECASE,
)
NEARING = re.compile(r"(?<![\w.,-])(?P<years>\d{1,3})-[кғқг][ае](?=\sқараған\s(?:шағ|кез|жас))")
PLURAL, CASE = "(?:лар|лер|дар|дер|тар|тер)", r"(?P<case>[ғг][ае]|[дн][ыі]ң?|[дн][ае]н?)?"
YOUNG = r"(?:бала|сәби|нәресте|жасөспірім|бүлдіршін|кәмелет\w*\sтолмаған)"
OLD = r"(?:қарт|қария|зейнеткер|азамат|адам|тұрғын|егде\w*\s\w+?|кісі)"
NOT_YOUNG = (
    r"(?:зейнеткер|қарт|қария|ардагер|мүгедек\w*|жүкті|әйел|ересек|студент|көпбалалы|ана|ата-ана|отбасы)"
)
NOT_OLD = r"(?:бала|сәби|жүкті|жасөспірім|студент|оқушы|мүгедек\w*|көпбалалы|дәрігер|медицина|мұғалім|науқас)"
BOUNDED = tuple(
    re.compile(
        rf"(?P<bound>\b\d{{1,2}}\sжас{bound}\s)(?P<own>{own}{PLURAL})\s(?:мен|бен|пен|және)\s"
        rf"(?P<others>{others}\w*?(?:\s\w+?)?{PLURAL}){CASE}(?!\w)",
        re.IGNORECASE,
    )
    for bound, own, others in (
        (r"(?:қа\s(?:дейінгі|толмаған))", YOUNG, NOT_YOUNG),
        (r"(?:тан\s(?:асқан|үлкен|жоғары))", OLD, NOT_OLD),
    )
)


def ages_said(text: str) -> str:
    """Return a text with its ages in figures and «жас», and bounds of age beside those whom they bound."""
    for age in reversed(list(told_ages(text))):
        text = text[: age.start] + _told(age.years, age.is_reached, text[age.end :])
    if "-" in text:
        text = NEARING.sub(r"\g<years> жасқа", AT.sub(r"\g<who>\g<years> жасында", text))
    if " жас" in text:
        for pattern in BOUNDED:
            text = pattern.sub(_apart, text)
    return text


def _told(years: int, is_reached: bool, behind: str) -> str:
    """Return an age and what follows it: 75 жасқа толды, 83 жастағы қария, 63 жасында."""
    if not is_reached:
        return f"{years} жасында{behind}"
    reached = REACHED.match(behind)
    if reached is None:
        return f"{years} жасқа{behind}"
    form, rest = reached["form"], behind[reached.end() :]
    if form.endswith("н") and re.match(r"\s(?!(?:соң|сайын|екен|еді|жоқ)(?!\w)|бола)[^\W\d_]", rest):
        return f"{years} жастағы{rest}"
    turned = {"п": "толып", "н": "толған"}.get(form[-1], "толды")
    return f"{years} жасқа {turned}{rest}"


def _apart(match: re.Match[str]) -> str:
    """Return both groups, the age behind the others, or each in the case that they share."""
    bound, own, others, case = match.group("bound", "own", "others", "case")
    if case:
        is_front = own[-2] == "е"
        return f"{bound}{own}{case.translate(TO_FRONT if is_front else TO_BACK)} және {others}{case}"
    joined = "мен" if others[-1] in "рлй" else "және"
    head = others[0].upper() + others[1:] if not match.string[: match.start()].strip(' «"–-') else others
    return f"{head} {joined} {bound}{own}"
