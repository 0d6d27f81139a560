"""Without stays without: «жарықсыз» is without light, not with it."""

from __future__ import annotations

import re

from pipeline.alphabet import lowered
from pipeline.check.lexicon import lexicon, sound, stem
from pipeline.check.pair import Pair
from pipeline.document import Finding, Target

NAME = "without"
SHORT = 3  # letters, of which two words have the same by chance
LACKING = re.compile(r"\b(?!қамтама|тәуел|ештеңе|үнсіз|тойым)(?P<base>[^\W\d_]{2,}?)(?:сыз|сіз)\b")
WITH: dict[Target, re.Pattern[str]] = {  # what goes on behind it is no noun
    "ru": re.compile(
        r"\b(?:со?|при|по)\s+(?P<what>[^\W\d_]{3,})(?=[,.;:!?]|$|\s(?:и|в|на|за|для|до|или|но|у|от|из)\s)"
    ),
    "en": re.compile(
        r"\bwith\s+(?:an?\s|the\s|his\s|her\s|their\s|its\s)?(?P<what>[^\W\d_]{3,})"
        r"(?=[,.;:!?]|$|\s(?:in|on|at|for|to|and|or|but|have|has|had|is|are|was|were|who|by|from|when|until|while)\s)"
    ),
}
DENIED: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(r"\b(?:без|не|нет|ни)\b|\bне[а-яё]{3}|\bбес|\bбез"),
    "en": re.compile(r"\b(?:without|no|not|never|lack\w*|free)\b|less\b|n['’]t\b|\bun[a-z]{3}"),
}


def check_without(pair: Pair) -> list[Finding]:
    """Report what the source lacks and the translation has: its word behind “with”, and no denial there."""
    lacking = list(LACKING.finditer(lowered(pair.source)))
    target = lowered(pair.target)
    if not lacking or DENIED[pair.language].search(target):
        return []
    table, is_latin = lexicon(pair.language).source, pair.language == "en"
    for word in lacking:
        base = stem(word["base"])
        answers = table[base].others if base in table else frozenset()
        heard = sound(base, is_latin=is_latin)
        for match in WITH[pair.language].finditer(target):
            other = stem(match["what"])
            if other in answers or (len(base) > SHORT and sound(other, is_latin=is_latin) == heard):
                said, there = pair.source[slice(*word.span())], pair.target[slice(*match.span())]
                return [
                    pair.finding(
                        NAME,
                        "warning",
                        f"“{said}” → “{there}”: without became with",
                        word.span(),
                        match.span(),
                    )
                ]
    return []
