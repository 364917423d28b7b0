"""What sheets of a village's households share: a total that nobody types, ใช่, ไม่ใช่ or not yet known, the household of a row."""

from collections.abc import Iterable

from django import forms
from django.http import Http404

from samma.scope import row_number


class TotalField(forms.CharField):
    """A cell that shows the sum (or count) of others; static/js/grid-totals.js keeps it up while one types."""

    def __init__(self, *, label: str, add: Iterable[str] = (), less: Iterable[str] = (), count: Iterable[str] = ()):
        names = {"add": add, "less": less, "count": count}
        marks = {f"data-total-{key}": " ".join(cells) for key, cells in names.items() if cells}
        attrs = {"readonly": True, "tabindex": "-1", "class": "text-end", "autocomplete": "off"} | marks
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs))

    def has_changed(self, initial, data) -> bool:
        return False  # it follows from the other cells


class YesNoSelect(forms.NullBooleanSelect):
    """ใช่, ไม่ใช่ or a dash; the dash posts nothing, so that an empty cell can be pasted over it."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [("", "–"), ("true", "ใช่"), ("false", "ไม่ใช่")]

    def format_value(self, value):
        return {True: "true", False: "false", "true": "true", "false": "false"}.get(value, "")


class RowsOfHouseholds:
    """For a grid that has `active` (the rows as opened) and `known` (the village's enrolments by pk)."""

    def enrolment_at(self, index):
        """The household of a row: by what the row itself says, for rows may have come or gone since it was opened."""
        if index is None:
            return None
        if not self.is_bound:
            return self.active[index]
        typed = row_number(self.data.get(f"{self.prefix}-{index}-of", ""))
        if typed in self.known:
            return self.known[typed]
        raise Http404
