"""Marks: "the figures of this place are to be counted anew". A write inserts one and touches no counter.

`mark_stale` is called in the transaction of the write. The audit calls it for every deed on a row that carries a place
(`samma.accounts.events.record`), and so do the doors that write many rows at once: imports and their undoing, the
admin, the states of the visits, and `recode`. What writes a village's row without a deed in the audit calls it itself.
`samma.progress.rollups` reads the marks and counts.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import models

NOT_COUNTED = {"accounts", "jobs", "sheets"}  # apps whose rows stand in no figure of a place


def mark_stale(*changed: models.Model | str) -> None:
    """Mark the places of rows, or places by their code. A row above many villages tells them by `stale_codes()`."""
    codes = {code for one in changed for code in ([one] if isinstance(one, str) else codes_of(one)) if code}
    # By its name, as Django names a model of a later app: the marks lie with the villages, the doors stand below them.
    marks = apps.get_model("villages.StaleVillage")
    marks.objects.bulk_create([marks(code=code) for code in sorted(codes)])


def codes_of(row: models.Model) -> Iterable[str]:
    """The codes of the places in whose figures a row counts."""
    if row._meta.app_label in NOT_COUNTED:
        return []
    if hasattr(row, "stale_codes"):
        return row.stale_codes()
    return [getattr(row, "village_code", "") or getattr(row, "area_code", "") or ""]
