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
    """The form that fits the text best, or None when too few of its words stand there to be sure."""
    found = {key: _found(form, lines) for key, form in FORMS.items()}
    best = max(FORMS.values(), key=lambda form: _fit(form, *found[form.key]))
    has_title, items = found[best.key]
    return best if items + TITLE_WEIGHT * has_title >= ENOUGH else None


def _found(form: RecordForm, lines: list[str]) -> tuple[bool, int]:
    """Whether the form's own title is printed at the top, and how many of its items stand in the text."""
    titles = {squeeze(title) for title in form.titles}
    top = [squeeze(line) for line in lines if line.strip()][:HEAD_LINES]
    items = [item for item in form.items if item.heading and any(_stands(form, item, line) for line in lines)]
    return bool(titles & set(top)), len(items)


def _fit(form: RecordForm, has_title: bool, items: int) -> float:
    """An office may go on in another year's headings: what is missing of a form tells against it."""
    missing = sum(bool(item.heading) for item in form.items) - items
    return items + TITLE_WEIGHT * has_title - missing / 2


def _stands(form: RecordForm, item: FormItem, line: str) -> bool:
    if form.heading_end:
        arrow = ARROW.search(line)
        return bool(arrow) and item.says(line[: arrow.start()])
    number, rest = split_number(line)
    if number and squeeze(number) != squeeze(item.number):
        return False
    return item.says(rest) or any(after(words, rest) is not None for words in item.wordings if item.field)
