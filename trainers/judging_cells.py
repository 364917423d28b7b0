"""The criteria of a sage as cells of the survey's sheet: verdict, who judged and when, three columns for each criterion."""

from collections.abc import Iterable, Iterator
from typing import Any

from samma.resources import Column, Written
from samma.resources.reading import Choice, Day, Text
from samma.resources.written import mark_of, plain_values
from trainers.models import Criterion, Judgement, Sage, Verdict

PARTS = {"": "verdict", "_who": "who", "_on": "on"}


class CriterionColumn(Column):
    """One cell of one criterion; its row is written after the sage's."""

    def __init__(self, criterion: str, part: str) -> None:
        label = Criterion(criterion).label
        heads = {"verdict": label, "who": f"ผู้พิจารณา: {label}", "on": f"วันที่พิจารณา: {label}"}
        readings = {"verdict": Choice(Verdict.choices, empty=""), "who": Text(), "on": Day()}
        examples = {"verdict": "ผ่าน", "who": "เวทีประชาคม", "on": "15/01/2560"}
        end = next(end for end, name in PARTS.items() if name == part)
        super().__init__(heads[part], f"{criterion}{end}", readings[part], part=True, example=examples[part])
        self.criterion, self.judged_part = criterion, part

    def get_value(self, instance):
        if instance._state.adding:
            return None
        row = next((row for row in instance.judgements.all() if row.criterion == self.criterion), None)
        return getattr(row, self.judged_part) if row else None


def criterion_columns(criterion: str) -> tuple[CriterionColumn, ...]:
    """The three columns of one criterion: verdict, who, when."""
    return tuple(CriterionColumn(criterion, part) for part in PARTS.values())


class Judged:
    """How a sage is judged now, and how he shall be once the row is stored. A cell that the file has not stays."""

    def __init__(self, sage: Sage, cells: dict) -> None:
        self.sage = sage
        self.there = {} if sage._state.adding else {row.criterion: row for row in sage.judgements.all()}
        self.wanted = {}
        for criterion in Criterion.values:
            row = self.there.get(criterion)
            self.wanted[criterion] = {
                part: cells.get(f"{criterion}{end}", getattr(row, part) if row else None) for end, part in PARTS.items()
            }

    def cells(self) -> Iterator[tuple[str, Any]]:
        """The value of every cell by its column."""
        for criterion, wanted in self.wanted.items():
            yield from ((f"{criterion}{end}", wanted[part]) for end, part in PARTS.items())

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with them, by column."""
        for criterion, wanted in self.wanted.items():
            if not wanted["verdict"]:
                continue
            if not wanted["who"]:
                yield f"{criterion}_who", "ใส่ผลการพิจารณาแล้ว โปรดใส่ผู้พิจารณา"
            if not wanted["on"]:
                yield f"{criterion}_on", "ใส่ผลการพิจารณาแล้ว โปรดใส่วันที่พิจารณา"

    @staticmethod
    def write(rows: Iterable[tuple[int, "Judged"]], *, by) -> list[Written]:
        """Store the judgements of many sages, (row number, judged) each."""
        made, changed, dropped = [], [], []
        for number, judged in rows:
            for criterion, wanted in judged.wanted.items():
                present = judged.there.get(criterion)
                if not wanted["verdict"]:
                    if present is not None:
                        dropped.append((number, present))
                elif present is None:
                    made.append((number, Judgement(sage=judged.sage, criterion=criterion, **wanted)))
                elif any(getattr(present, part) != value for part, value in wanted.items()):
                    before = plain_values(present, set(NAMES))
                    if present.verdict != wanted["verdict"]:
                        present.reason = ""  # it was said of the other verdict
                    for part, value in wanted.items():
                        setattr(present, part, value)
                    present.version += 1
                    changed.append((number, present, before))
        written = [Written(_LABEL, row.pk, plain_values(row), {}, number) for number, row in dropped]
        for _number, row in dropped:
            row.delete()
        rows = [row for _number, row in made]
        Judgement.objects.bulk_create(rows)
        Judgement.history.bulk_history_create(rows, default_user=by)
        written += [Written(_LABEL, row.pk, None, mark_of(row), number) for number, row in made]
        again = [row for _number, row, _before in changed]
        if again:
            Judgement.objects.bulk_update(again, list(NAMES))
            Judgement.history.bulk_history_create(again, update=True, default_user=by)
        return written + [
            Written(_LABEL, row.pk, before, plain_values(row, set(NAMES)), n) for n, row, before in changed
        ]


NAMES = ("verdict", "who", "on", "reason", "version")
_LABEL = Judgement._meta.label_lower
