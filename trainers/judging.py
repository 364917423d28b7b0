"""The criteria by which officers and village leaders choose a sage, judged one by one: what was said, by whom, when."""

from django import forms
from django.db import transaction
from django.utils.timezone import localdate

from samma import thai
from samma.accounts.events import record
from samma.formfields import ThaiCharField, ThaiDateField
from samma.forms import PlainForm
from trainers.models import Criterion, Judgement, Sage, Verdict

TONES = {Verdict.YES: "ok", Verdict.PARTLY: "wait", Verdict.NO: "stop"}
POINTS = {Verdict.YES: 2, Verdict.PARTLY: 1, Verdict.NO: 0}
UNJUDGED = {"word": "ยังไม่พิจารณา", "tone": "neutral"}


@transaction.atomic
def judge(sage: Sage, verdicts: dict[str, tuple[str, str]], *, on, who: str, by) -> list[Judgement]:
    """Write what was judged anew, (verdict, reason) by criterion; an empty verdict takes the judgement back.

    A criterion whose verdict and reason stay keeps the day and the person of its own judgement.
    """
    there = {row.criterion: row for row in Judgement.objects.select_for_update().filter(sage=sage)}
    written = []
    for criterion, (verdict, reason) in verdicts.items():
        present = there.get(criterion)
        if not verdict:
            if present is not None:
                record("remove", present, by=by, criterion=criterion)
                present.delete()
            continue
        if present is not None and (present.verdict, present.reason) == (verdict, reason):
            continue
        row = present or Judgement(sage=sage, criterion=criterion)
        row.verdict, row.reason, row.on, row.who = verdict, reason, on, who
        row.version += present is not None
        row.save()
        record("judge", row, by=by, criterion=criterion)
        written.append(row)
    return written


class JudgementForm(PlainForm):
    """All criteria of one sage on one page."""

    model = Judgement
    on = ThaiDateField(label="วันที่พิจารณา")
    who = ThaiCharField(label="ผู้พิจารณา", max_length=150, help_text="เช่น เวทีประชาคม ผู้ใหญ่บ้านและพัฒนากร")

    def __init__(self, *args, sage, **kwargs):
        self.sage = sage
        self.there = {row.criterion: row for row in sage.judgements.all()}
        kwargs.setdefault("initial", {"on": localdate()})
        super().__init__(*args, **kwargs)
        for criterion, label in Criterion.choices:
            present = self.there.get(criterion)
            self.fields[criterion] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[*Verdict.choices, ("", "ยังไม่พิจารณา")],
                widget=forms.RadioSelect,
                initial=present.verdict if present else "",
            )
            self.fields[f"{criterion}_reason"] = ThaiCharField(
                label=f"เหตุผล: {label}", required=False, max_length=200, initial=present.reason if present else ""
            )
        self.order_fields([f"{c}{end}" for c in Criterion.values for end in ("", "_reason")] + ["on", "who"])

    def clean_on(self):
        if self.cleaned_data["on"] > localdate():
            raise forms.ValidationError("วันที่พิจารณาอยู่ในอนาคต โปรดตรวจสอบ")
        return self.cleaned_data["on"]

    def clean(self):
        data = super().clean()
        for criterion in Criterion.values:
            if data.get(f"{criterion}_reason") and not data.get(criterion) and criterion not in self.errors:
                self.add_error(criterion, "ใส่เหตุผลแล้ว โปรดเลือกผลการพิจารณา")
        return data

    def perform(self):
        data = self.cleaned_data
        verdicts = {criterion: (data[criterion], data[f"{criterion}_reason"]) for criterion in Criterion.values}
        return judge(self.sage, verdicts, on=data["on"], who=data["who"], by=self.user)


def criteria_of(sage: Sage) -> list[dict]:
    """Each criterion in order: its words, the verdict as a chip, and who said it when. Lists prefetch `judgements`."""
    there = {row.criterion: row for row in sage.judgements.all()}
    return [
        {"label": label, "chip": _chip(there.get(criterion)), "note": _told(there.get(criterion))}
        for criterion, label in Criterion.choices
    ]


def points_of(sage: Sage) -> int:
    """For the order of a comparison only: nobody is chosen by a number."""
    return sum(POINTS[row.verdict] for row in sage.judgements.all())


def standing_of(sage: Sage) -> dict:
    """All criteria in one chip: ผ่าน 3/4."""
    rows = list(sage.judgements.all())
    if not rows:
        return UNJUDGED
    passed = sum(row.verdict == Verdict.YES for row in rows)
    tone = "ok" if passed == len(Criterion.values) else "wait"
    return {"word": f"ผ่าน {passed}/{len(Criterion.values)}", "tone": tone}


def _chip(row: Judgement | None) -> dict:
    return UNJUDGED if row is None else {"word": row.get_verdict_display(), "tone": TONES[row.verdict]}


def _told(row: Judgement | None) -> str:
    if row is None:
        return ""
    return " · ".join(filter(None, [f"{row.who} {thai.thai_date_short(row.on)}", row.reason]))
