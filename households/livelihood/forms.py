"""Income and expense as a grid: twenty households by source and kind, one survey date for all of them."""

import datetime
from collections import Counter

from django import forms
from django.core.validators import MinValueValidator
from django.db import transaction

from households import states
from households.models import LivelihoodRound
from households.models.followup import AMOUNTS, EXPENSE, INCOME
from households.rules import SUDDEN, is_sudden
from households.sheets import RowsOfHouseholds, TotalField, YesNoSelect
from samma import thai
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiDateField
from samma.forms import PlainForm
from samma.grid import PlainGrid, plain_grid

BASELINE, NEW = "baseline", "new"
ANSWERS = ["spares_self", "spares_others", "spares_nature"]
MOST_ROWS = 200


def plain_baht(amount) -> str:
    """As the totals are written while one types: no idle satang, nothing for what is not known."""
    return "" if amount is None else thai.money(amount).removesuffix(".00")


class SurveyForm(PlainForm):
    """The day of the survey, said once for the whole sheet."""

    on = ThaiDateField(label="วันที่สำรวจ")

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, prefix="survey", **kwargs)
        self.fields["on"].widget.attrs["data-grid-keep"] = ""

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError("วันที่สำรวจอยู่ในอนาคต โปรดตรวจสอบ")
        return self.cleaned_data["on"]


class MoneyRow(RecordedForm):
    """One household's year in baht. An empty cell is "not known", never 0."""

    of = forms.IntegerField(widget=forms.HiddenInput)
    income = TotalField(label="รายได้รวม", add=INCOME)
    expense = TotalField(label="รายจ่ายรวม", add=EXPENSE)
    net = TotalField(label="คงเหลือ", add=INCOME, less=EXPENSE)

    field_order = [*INCOME, "income", *EXPENSE, "expense", "net"]

    class Meta:
        model = LivelihoodRound
        fields = [*AMOUNTS, *ANSWERS]

    def __init__(self, *args, sheet, **kwargs):
        self.sheet = sheet
        super().__init__(*args, **kwargs)
        for name in AMOUNTS:
            self.fields[name].validators.append(MinValueValidator(0, "จำนวนเงินต้องไม่ติดลบ"))
        for name in ANSWERS:
            self.fields[name] = forms.NullBooleanField(
                label=self.fields[name].label, required=False, widget=YesNoSelect
            )
        money = self.instance
        self.initial |= {"of": money.enrolment_id}
        self.initial |= {name: plain_baht(getattr(money, name)) for name in ("income", "expense", "net")}

    def has_changed(self):
        moved = self.instance.pk is not None and self.sheet.is_moved
        return moved or super().has_changed()

    def clean(self):
        data = super().clean()
        on = self.sheet.survey_day
        if on is None or not self.has_changed():
            return data
        if self.instance.pk is None or self.sheet.is_moved:
            self.instance.on = on
        before, after = self.sheet.neighbours(self.instance)
        if after is not None:
            self.add_error(None, f"มีข้อมูลของวันที่ {thai.thai_date_short(after.on)} อยู่แล้ว รอบนี้ต้องอยู่ก่อนวันนั้น")
        elif self.sheet.round == NEW and before is not None and before.on >= on:
            self.add_error(None, f"รอบล่าสุดคือวันที่ {thai.thai_date_short(before.on)} รอบใหม่ต้องอยู่หลังวันนั้น")
        elif before is not None and any(name in self.changed_data for name in INCOME):
            self._ask_sudden(data, before)
        return data

    def _ask_sudden(self, data, before):
        known = [data[name] for name in INCOME if data.get(name) is not None]
        income = sum(known) if known else None
        if is_sudden(income, before.income):
            words = f"รายได้รวม {plain_baht(income)} บาท เป็น {SUDDEN} เท่าของรอบก่อนหรือมากกว่า ({plain_baht(before.income)} บาท)"
            self.doubt(None, words)


class MoneyBase(RowsOfHouseholds, PlainGrid):
    """The sheet of a village: the baseline, a later round by its date, or a new one."""

    def __init__(self, *args, target, round, today, **kwargs):
        self.target, self.round, self.today = target, round, today
        enrolments = target.enrolments.select_related("household", "target_village").order_by("number")
        self.known = {e.pk: e for e in enrolments}
        self.active = [e for e in self.known.values() if e.left_on is None]
        self.rounds: dict[int, list[LivelihoodRound]] = {pk: [] for pk in self.known}
        for money in LivelihoodRound.objects.filter(enrolment__in=self.known).order_by("on"):
            money.enrolment = self.known[money.enrolment_id]
            self.rounds[money.enrolment_id].append(money)
        self.first_day = self._usual_day()
        self.survey = SurveyForm(*args, user=kwargs["user"], today=today, initial={"on": self.first_day})
        kwargs["initial"] = [{"of": e.pk} for e in self.active]
        super().__init__(*args, **kwargs)

    def _usual_day(self) -> datetime.date | None:
        """The day that stands above the sheet: most rows' own, else today for a new round."""
        if isinstance(self.round, datetime.date):
            return self.round
        if self.round == NEW:
            return self.today
        days = Counter(rounds[0].on for rounds in self.rounds.values() if rounds)
        return days.most_common(1)[0][0] if days else self.today

    @property
    def survey_day(self) -> datetime.date | None:
        return self.survey.cleaned_data.get("on") if self.survey.is_valid() else None

    @property
    def is_moved(self) -> bool:
        """Whether another day was typed: then every household of the sheet gets it."""
        return self.is_bound and self.survey_day is not None and self.survey_day != self.first_day

    def later_days(self) -> list[datetime.date]:
        """The days of rounds after each household's first, for the tabs."""
        return sorted({money.on for rounds in self.rounds.values() for money in rounds[1:]})

    def row_of(self, enrolment) -> LivelihoodRound:
        """The round that this sheet shows of a household, or a new one."""
        rounds = self.rounds[enrolment.pk]
        if self.round == BASELINE and rounds:
            return rounds[0]
        if isinstance(self.round, datetime.date):
            found = next((money for money in rounds if money.on == self.round), None)
            return found or LivelihoodRound(enrolment=enrolment)
        return LivelihoodRound(enrolment=enrolment)

    def neighbours(self, money) -> tuple[LivelihoodRound | None, LivelihoodRound | None]:
        """The round before this one; and the one that this baseline would have to stand before and does not."""
        others = [r for r in self.rounds[money.enrolment_id] if r.pk != money.pk]
        if self.round == BASELINE:
            return None, next((r for r in others if r.on <= money.on), None)
        if self.round == NEW:
            return (others[-1] if others else None), None
        return next((r for r in reversed(others) if r.on < money.on), None), None

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index) | {"sheet": self}
        if index is None:
            return kwargs
        return kwargs | {"instance": self.row_of(self.enrolment_at(index))}

    def after(self, stored):
        states.apply_rounds(stored)

    def clean(self):
        if self.survey.errors:
            raise forms.ValidationError([f"วันที่สำรวจ: {error}" for error in self.survey.errors.get("on", [])])

    def is_valid(self):
        return self.survey.is_valid() and super().is_valid()

    def store(self):
        if not self.is_valid():
            return None
        with transaction.atomic():
            stored = super().store()
            if stored is None:
                transaction.set_rollback(True)
        return stored


MoneyGrid = plain_grid(MoneyRow, max_num=MOST_ROWS, grid=MoneyBase)
