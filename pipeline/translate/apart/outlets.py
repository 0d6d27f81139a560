"""Show a model an agency that it knows for an outlet whose name is a word: Азаттық, “Independence”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Target

SHOWN = {  # and how a model may write each in Russian
    "Reuters": r"Рейтер\w{0,3}|Ройтерс",
    "Bloomberg": r"Блумберг\w{0,2}",
    "Al Jazeera": r"Аль[- ]Джазир\w{1,2}",
}
WRITTEN: dict[Target, str] = {"ru": "Азаттык", "en": "Azattyq"}
REPORTS = (
    "(?:тілші|сайт|журналист|басылым|хабар|мәлім|жаз[дғ]|ақпарат|дерек|анықта|айт|сұхбат|жарияла|түсіндір)"
)
OUTLET = re.compile(
    r"(?<![\w«“\"])Азаттық(?:(?=\sрадио)|(?P<case>тың|қа|тан|ты|та)?(?!\w)(?=(?:\s\S+){0,2}?\s"
    + REPORTS
    + "))"
)
CASES = {"тың": "-тің", "қа": "-ке", "тан": "-тен", "ты": "-ті", "та": "-те"}


@dataclass(frozen=True, slots=True)
class Outlet:
    """What is shown for a news outlet."""

    shown: str

    def put_back(self, text: str, target: Target) -> str:
        """Write the outlet as it is known in the language."""
        text = re.sub(rf"(?<!\w){self.shown}['’](?=\s)", f"{self.shown}’s", text) if target == "en" else text
        return re.sub(rf"(?<!\w)(?:{self.shown}|{SHOWN[self.shown]})(?!\w)", WRITTEN[target], text)


def outlets_apart(text: str) -> tuple[str, tuple[Outlet, ...]]:
    """Return a text with agencies that a model knows for outlets whose names are words."""
    if "Азаттық" not in text or not OUTLET.search(text):
        return text, ()
    shown = next((name for name in SHOWN if name not in text), None)
    if shown is None:
        return text, ()
    text = OUTLET.sub(lambda outlet: shown + CASES.get(outlet["case"] or "", ""), text)
    return text, (Outlet(shown),)
