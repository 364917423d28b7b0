"""Cells that several sheets share: a total that nobody types, and an answer of ใช่, ไม่ใช่ or not yet known."""

from collections.abc import Iterable

from django import forms


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
