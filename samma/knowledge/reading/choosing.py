"""Recognises which form an old text was written in, by its printed title and its known heading words."""

import re

from samma.knowledge.reading.words import after, split_number
from samma.knowledge.record_forms import FORMS, FormItem, RecordForm, squeeze

# The web form ends every heading with an arrow; exports write it in several ways.
ARROW = re.compile("->|-&gt;|→|–>|—>")
TITLE_WEIGHT = 3  # a printed title says more than one heading does
ENOUGH = 3
HEAD_LINES = 12


def choose_form(lines: list[str]) -> RecordForm | None:
    """The form most of whose words stand in the text, or None when too few do to be sure."""
    best = max(FORMS.values(), key=lambda form: _score(form, lines))
    return best if _score(best, lines) >= ENOUGH else None


def _score(form: RecordForm, lines: list[str]) -> int:
    titles = {squeeze(title) for title in form.titles}
    top = [squeeze(line) for line in lines if line.strip()][:HEAD_LINES]
    score = TITLE_WEIGHT if titles & set(top) else 0
    for item in form.items:
        if item.heading and any(_stands(form, item, line) for line in lines):
            score += 1
    return score


def _stands(form: RecordForm, item: FormItem, line: str) -> bool:
    if form.heading_end:
        arrow = ARROW.search(line)
        return bool(arrow) and item.says(line[: arrow.start()])
    number, rest = split_number(line)
    if number and squeeze(number) != squeeze(item.number):
        return False
    return item.says(rest) or any(after(words, rest) is not None for words in item.wordings if item.field)
