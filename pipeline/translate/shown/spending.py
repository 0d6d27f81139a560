"""Tell the expenditure of «шығыс» from the east: what is spent is shown as «қаржы шығысы»."""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER, UPPER
from pipeline.translate.possessed import ENDINGS

_MONEY = re.compile(
    r"кіріс|табыс|бюджет|қаржы|қазына|теңге|доллар|еуро|рубль|млн|млрд|трлн|миллион|миллиард|\d\s?%|пайыз"
    r"|(?:үштен|төрттен|бестен|оннан) \w+і|жартысы|\bесе\b|дефицит|профицит|үнемде",
    re.IGNORECASE,
)
_EAST = re.compile(
    r"батыс|солтүстік|оңтүстік|таяу шығыс|қиыр шығыс|орта шығыс|алыс шығыс|шығыстану"
    rf"|\bжел(?!і)\w*|градус|шығыс(?:ы|ында)? (?-i:[{UPPER}])|шығыста\b|шығысында|шығысқа (?:қарай|бет)"
    r"|шығысқа (?:жылжы|кеңей|ауды|ауып|көш|тартыл|ұш)"
    r"|күншығыс|шекара|жекпе|майдан|өңір|аймағ|облыс|аудан",
    re.IGNORECASE,
)
_PROPER = re.compile(rf"(?<!^)(?<![.!?] )\bШығыс|\bШығыс (?=[{UPPER}])")
_OWNED = (
    r"(?i:(?<![ндт][ыі]ң )(?<!бюджет )(?<!қаржы )(?<!барлық )(?<!жалпы )"
    r"(?<!мемлекет )(?<!мемлекеттік )(?<!отбасы )(?<!компания ))"
)
_FIRST = (  # in a clause
    r"(?:(?<=^)|(?<=[,;:–—(«] )|(?<=\bал )|(?<=\bбірақ )|(?<=\bоның )|(?<=[а-яәіңғүұқөһ]п ))"
)
SPENT = re.compile(
    rf"(?:{_FIRST}(?P<own>[Шш])ығыс(?P<ours>тар)?ы(?P<of>ның|на|нан|н|мен)?"
    rf"|{_OWNED}\b(?P<first>[Шш])ығыс(?:(?P<many>тар)?"
    r"(?:(?P<genitive>[тд]ың)|(?P<ablative>[тд]ан)|(?P<dative>қа|ға)|(?P<accusative>[тд]ы))"
    r"|(?P<plural>тар)|(?=\s(?:кіріс|табыс|артты|өсті|көбей|азай|төменде|қысқар|мен\b|пен\b))))"
    rf"(?![{LOWER}-])"
)
# What is said of money behind each case; the east is gone to, come from and traded with.
_BEHIND = {
    "genitive": re.compile(
        r"\s(?:\d|(?:үштен|төрттен|бестен|оннан)\b|жарты|басым|көлем|өсу|өсім|мөлшер|құрылым|негізгі|көп|бәрі)",
        re.IGNORECASE,
    ),
    "ablative": re.compile(
        r"\s(?:\S+\s){0,6}?(?:қысқар|азай|алын|үнемде|шегер|асып|асты|артық|көп|кем|төмен|аз\b)"
    ),
    "dative": re.compile(
        r"\s(?:\S+\s){0,6}?(?:жоспарлан|қарастырыл|бөл|жұмса|керек|қажет|қарағанда|жатқыз|тең(?!г))"
    ),
    "accusative": re.compile(
        r"\s(?:\S+\s){0,6}?(?:азай|қысқарт|арттыр|көбейт|өте|жаб|жоспарл|теңе|бақыла|оңтайл|үнемде|көтер)"
    ),
}
_BACK = str.maketrans("еі", "аы")
PART = re.compile(  # of a budget
    r"(?:(?P<before>\bбюджет\w* )|(?<!\S )"
    r"(?=\w+ бөлігі(?:н|не|нен|нің)? (?:бойынша )?\d[\d,]* (?:м\w+|трлн) (?:теңге|доллар)))"
    rf"\b(?P<first>[Шш])ығыс бөлігі(?P<of>нің|не|нен|нде|н|мен)?(?![{LOWER}])",
    re.IGNORECASE,
)
INCOME = re.compile(
    r"(?<!\w )\bКіріс(?P<many>тер)?(?P<case>тен|ден)?"
    rf"(?= (?:\d+(?:,\d+)?\s?(?:%|пайыз)|[пм]ен [шқ]|шығыс|қаржы|[{LOWER}]+[дт][ае]н \d))"
)


def spending_said(text: str) -> str:
    """Return a text whose «шығыс» is said to be of money where it is, and whose «кіріс» is an income."""
    if "ығыс" not in text and "Кіріс" not in text:
        return text
    if _MONEY.search(text) and not _EAST.search(text) and not _PROPER.search(text):
        text = SPENT.sub(_spent, PART.sub(_part, text))
    return INCOME.sub(_income, text)


def _spent(found: re.Match[str]) -> str:
    case = next((name for name in _BEHIND if found[name]), None)
    if case and not found["many"] and not _BEHIND[case].match(found.string, found.end()):
        return found.group()
    of = found["of"] or ENDINGS[case or ""]
    many = "тар" if found["ours"] or found["many"] or found["plural"] else ""
    return f"{'Қ' if 'Ш' in (found['own'], found['first']) else 'қ'}аржы шығыс{many}ы{of}"


def _part(found: re.Match[str]) -> str:
    of = (found["of"] or "").translate(_BACK) if found["of"] != "мен" else "мен"
    if found["before"]:
        return f"{found['before']}шығысы{of}"
    return f"{'Қ' if found['first'] == 'Ш' else 'қ'}аржы шығысы{of}"


def _income(found: re.Match[str]) -> str:
    many, case = "тар" if found["many"] else "", "тан" if found["case"] else ""
    return f"Табыс{many}{case}"
