"""How tables of senses write a word: `_` a blank, `*` any ending, `~` that of a verb, `(a|b)` a choice."""

from __future__ import annotations

import re

CHOICE = re.compile(r"\((?!\?)")
AFFIRMED = (  # endings of a Kazakh verb that does not deny
    r"(?:[тд][ыі](?:м|ң|қ|к|ңыз|ңіз)?|[аей](?:[дмсм][ыі]\w*)|[аей]?т[ыі]н\w*|[қкғг][ае]н\w*"
    r"|[ыі]?п(?:т[ыі]\w*)?|[ую](?!ш[ыі])\w*|с[ае]\w{0,3}|с[ыі]н|[мбп][ае][қк]\w*|[ае]?р(?:[ыі]\w*)?|[аей]"
    r"|[ғгқк][ае]л[ыі])"
)


def expression(word: str) -> str:
    """Return the regular expression of a word of a table."""
    written = CHOICE.sub("(?:", word).replace("_", r"\s+").replace("*", r"\w*")
    return written.replace("~", AFFIRMED)
