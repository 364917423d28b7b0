"""A grid: many rows on one screen, typed or pasted from Excel, stored all or not at all.

A grid is a Django formset whose rows are `RuleForm` or `PlainForm`; static/js/grid.js adds arrows, Enter, Tab and
paste, and components/grid.html draws it. Every wrong cell gets its own sentence, and nothing typed is lost.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseFormSet, formset_factory

from samma.forms import shown

STALE = "มีผู้อื่นบันทึกแถวนี้ระหว่างที่คุณแก้ไข ยังไม่ได้บันทึกทับ โปรดดูทั้งสองฉบับแล้วบันทึกอีกครั้ง"


class _RefusedError(Exception):
    """Rolls the whole grid back; the sentences are already on the rows."""


class PlainGrid(BaseFormSet):
    """Rows that are each written by an action; one refused row keeps all of them out."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def store(self) -> list | None:
        """The stored rows (changed ones only), or None with the sentences in their cells."""
        if not self.is_valid():
            return None
        try:
            with transaction.atomic():
                stored = [row.store() for row in self.written_forms()]
                if any(row is None for row in stored):
                    raise _RefusedError
                self.after(stored)
        except _RefusedError:
            return None
        return stored

    def written_forms(self) -> list:
        """The rows that say something."""
        return [form for form in self.forms if form.has_changed()]

    def after(self, stored: list) -> None:
        """For what a grid does once all rows are in, in the same transaction."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"user": self.user}


def plain_grid(form, *, extra: int = 0, max_num: int = 60, grid=PlainGrid):
    """The formset class of a grid over `form`; `max_num` also bounds what a paste may add."""
    return formset_factory(
        form, formset=grid, extra=extra, max_num=max_num, absolute_max=max_num + 50, validate_max=True
    )


def meet_others(form, present: dict, *, saved: tuple[str, str], hidden: tuple[str, ...]) -> None:
    """A row that somebody saved meanwhile is not written over: both texts are shown, and saving again is a decision.

    `present` are the row's values now, its `version` among them; `hidden` are fields that nobody types.
    """
    if str(form.cleaned_data["version"]) == str(present["version"]):
        return
    differ = [n for n in form.fields if n in present and n not in hidden]
    differ = [n for n in differ if form.fields[n].has_changed(present[n], form[n].data)]
    fields = [
        {
            "label": form[n].label,
            "yours": shown(form.fields[n], form[n].data),
            "theirs": shown(form.fields[n], present[n]),
        }
        for n in differ
    ]
    form.stale = {"by": saved[0], "at": saved[1], "fields": fields}
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(present["version"])
    raise ValidationError(STALE)
