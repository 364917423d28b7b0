"""A grid over rows that are there, with further lines below: each line is a row of its model, its rules and its audit.

A line that was proposed (not stored yet) counts as soon as it says what it is about; a line with the tick "ลบ" goes.
"""

from django import forms
from django.db import models
from django.forms.utils import ErrorDict

from samma.accounts.events import record
from samma.accounts.forms import RecordedForm
from samma.grid import PlainGrid
from samma.scope import row_number


class LineForm(RecordedForm):
    """One line. `says` names the field without which a new line says nothing."""

    says = "kind"
    of = forms.IntegerField(widget=forms.HiddenInput, required=False)
    drop = forms.BooleanField(label="ลบ", required=False)
    field_order = ["of"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["of"].initial = self.initial["of"] = self.instance.pk
        self.fields["drop"] = self.fields.pop("drop")  # the last column

    def has_changed(self):
        if self.instance.pk is None:
            typed = self.data.get(self.add_prefix(self.says), "").strip()
            return bool(typed) and not self.data.get(self.add_prefix("drop"))
        return super().has_changed()

    def full_clean(self):
        if self.is_bound and self.instance.pk and self.data.get(self.add_prefix("drop")):
            self._errors, self.cleaned_data = ErrorDict(), {"drop": True}
            return
        super().full_clean()

    def perform(self):
        if self.cleaned_data.get("drop"):
            record("delete", self.instance, by=self.user)
            self.instance.delete()
            return self.instance
        return super().perform()


class LinesBase(PlainGrid):
    """The lines of one owner: a target village or a year. `proposed` are stored only when the page is saved."""

    def __init__(self, *args, rows: models.QuerySet, new_row, proposed: list[dict] | None = None, **kwargs):
        self.rows = list(rows)
        self.known = {row.pk: row for row in self.rows}
        self.new_row = new_row
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial = [{"of": row.pk} for row in self.rows] + list(proposed or [])

    def get_form_kwargs(self, index):
        row = self._row_at(index)
        said = super().get_form_kwargs(index) | {"instance": row or self.new_row()}
        return said if row else said | {"empty_permitted": True}

    def _row_at(self, index):
        """A line's row by what the line itself says: rows may have come or gone since the page was opened."""
        if index is None:
            return None
        if not self.is_bound:
            return self.rows[index] if index < len(self.rows) else None
        return self.known.get(row_number(self.data.get(f"{self.prefix}-{index}-of", "") or ""))
