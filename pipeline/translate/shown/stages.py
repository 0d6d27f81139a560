"""Say of each stage what was reached: «2021 жылы 250 мың болса, 2022 жылы 310 мыңға, 2023 жылы 364-ке өсті».

Kazakh says the verb once behind the last of them; a model gives it to the first, which did not change, too.
"""

from __future__ import annotations

import re

from pipeline.levels import stages
from pipeline.translate.shown.reached import LOWERED

WAS = {"болса": "болды", "болып": "болды", "болатын": "болған", "құраса": "құрады", "құрап": "құрады"}
PAST = {"өс": "ті", "арт": "ты", "жет": "ті", "көбей": "ді", "көтеріл": "ді", "төменде": "ді", "кемі": "ді"}
BACK = "ды"  # of the other verbs: ұлғайды, азайды
FELL = "түс"  # which a model takes for what was received
AHEAD = re.compile(r"(?:азая|кеми|ұлғая)|(?:[ае]д[ыі]|йд[іы])$")  # what is still to come
FORESEEN = re.compile("болжам|болжан|күтіл|жоспар|межеле", re.IGNORECASE)


def stages_said(text: str) -> str:
    """Return a text whose first figure was, and each later one was reached by the verb of the last."""
    for found, each in reversed(list(stages(text))):
        if len(each) == 1 and found["form"].endswith("п"):  # which is read right
            continue
        text = text[: found.start("what")] + _each(found, each) + text[found.end() :]
    return text


def _each(found: re.Match[str], each: list[re.Match[str]]) -> str:
    """Return the stages behind the first figure with a verb each."""
    verb, form = found["falls"] or found["rises"] or found["reaches"], found["form"]
    is_foreseen = AHEAD.search(verb + form) and FORESEEN.search(found.string)
    if verb == FELL:
        verb, form = "төменде", LOWERED.get(form, form)
    bound = "" if found["reaches"] else " дейін"
    past = verb + (PAST.get(verb, BACK) if form.endswith("п") else form)
    before = "".join(f"{stage.group()}{bound} {past}, " for stage in each[:-1])
    was = "болады" if is_foreseen else WAS.get(found["was"], found["was"])
    return f"{found['what']} {was}, {before}{each[-1].group()}{bound} {verb}{form}"
