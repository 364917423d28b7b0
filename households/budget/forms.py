"""What officers type of a village's money: the lines of the budget, payments, and what the community put in, as grids."""

from collections import defaultdict
from decimal import Decimal

from django import forms
from django.core.validators import MinValueValidator
from django.http import Http404

from households.budget.actions import contribute, next_number, pay, remove_line
from households.budget.book import reckoning_of
from households.budget.facts import ZERO
from households.budget.faults import baht
from households.models import BudgetLine, Contribution, ContributionKind, Payment
from samma.accounts.forms import RecordedForm
from samma.formfields import MoneyField, QuantityField, ThaiCharField, ThaiDateField
from samma.forms import PlainForm
from samma.grid import PlainGrid, plain_grid
from samma.scope import row_number

MOST_ROWS = 100
BLANK_ROWS = 5
FUTURE = "วันที่อยู่ในอนาคต โปรดตรวจสอบ"


class RowsThere:
    """A grid whose first rows stand in the database (`there`, by pk) and whose others are new (`fresh()`)."""

    def row_at(self, index):
        if index is None:
            return self.fresh()
        if not self.is_bound:
            rows = list(self.there.values())
            return rows[index] if index < len(rows) else self.fresh(index - len(rows))
        typed = self.data.get(f"{self.prefix}-{index}-of", "")
        if not typed:
            return self.fresh()
        if row_number(typed) not in self.there:  # somebody took it away, or the page was bent
            raise Http404
        return self.there[row_number(typed)]


class DroppableRow(RecordedForm):
    """A row that may be taken back by its tick."""

    of = forms.IntegerField(widget=forms.HiddenInput, required=False)
    drop = forms.BooleanField(label="ลบ", required=False)

    def __init__(self, *args, sheet, **kwargs):
        self.sheet = sheet
        super().__init__(*args, **kwargs)
        self.initial["of"] = self.instance.pk
        for field in self.fields.values():
            if isinstance(field, MoneyField):
                field.validators.append(MinValueValidator(0, f"{field.label}ต้องไม่ติดลบ"))

    def is_dropped(self) -> bool:
        return bool(self.instance.pk and self.data.get(self.add_prefix("drop")))


# --- the lines of the budget ------------------------------------------------------------------------------------------
class BudgetRow(DroppableRow):
    field_order = ["category", "item", "source", "planned", "note", "drop"]

    class Meta:
        model = BudgetLine
        fields = ["category", "item", "source", "planned", "note"]

    def perform(self):
        if self.is_dropped():
            remove_line(self.instance, by=self.user)
            return self.instance
        if self.instance._state.adding:
            self.instance.number = next_number(self.instance.target_village)
        return super().perform()


class BudgetBase(RowsThere, PlainGrid):
    """The budget of a village: its lines to mend, and blank rows for further ones."""

    def __init__(self, *args, target, **kwargs):
        self.target = target
        self.there = {line.pk: line for line in target.budget_lines.order_by("number")}
        for line in self.there.values():
            line.target_village = target
        kwargs["initial"] = [{"of": pk} for pk in self.there]
        super().__init__(*args, **kwargs)

    def fresh(self, nth=0):
        return BudgetLine(target_village=self.target)

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"sheet": self, "instance": self.row_at(index)}


BudgetGrid = plain_grid(BudgetRow, extra=BLANK_ROWS, max_num=MOST_ROWS, grid=BudgetBase)


# --- the two ledgers --------------------------------------------------------------------------------------------------
class RowChoice(forms.TypedChoiceField):
    """A choice among rows that a sheet has read once for all its rows (`rows` by pk); its value is the row."""

    def __init__(self, rows: dict, words, **kwargs):
        super().__init__(
            choices=[("", "เลือก"), *((str(pk), words(row)) for pk, row in rows.items())],
            coerce=lambda typed: rows.get(row_number(str(typed))),
            empty_value=None,
            **kwargs,
        )


def line_words(line) -> str:
    """By its own words, so that they can be pasted."""
    return f"{line.item} ({line.get_source_display()})"


def held_words(activity) -> str:
    return f"{activity} {activity.days_label}"


class EntryRow(PlainForm):
    """A new entry of a ledger; none of a day to come."""

    def __init__(self, *args, sheet, **kwargs):
        self.sheet = sheet
        super().__init__(*args, **kwargs)

    def clean_on(self):
        if self.cleaned_data["on"] > self.sheet.today:
            raise forms.ValidationError(FUTURE)
        return self.cleaned_data["on"]


class EntryBase(PlainGrid):
    """New entries of a village, a row for each."""

    def __init__(self, *args, target, today, **kwargs):
        self.target, self.today = target, today
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"sheet": self}


# --- payments ---------------------------------------------------------------------------------------------------------
class PaymentRow(EntryRow):
    """One receipt, or the part of it that belongs to one line."""

    model = Payment
    on = ThaiDateField(label="จ่ายเมื่อ")
    item = ThaiCharField(label="จ่ายค่าอะไร", max_length=200)
    amount = MoneyField(label="จำนวนเงิน", min_value=Decimal("0.01"))
    quantity = QuantityField(label="จำนวนที่ซื้อ", required=False, min_value=Decimal("0.01"))
    unit = ThaiCharField(label="หน่วย", required=False, max_length=30)
    payee = ThaiCharField(label="จ่ายให้", required=False, max_length=200)
    receipt = ThaiCharField(label="เลขที่ใบเสร็จ", required=False, max_length=60)

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, sheet=sheet, **kwargs)
        self.fields["line"] = RowChoice(sheet.lines, line_words, label="รายการงบประมาณ")
        self.fields["activity"] = RowChoice(sheet.activities, held_words, label="กิจกรรม", required=False)
        self.order_fields(["on", "line", "item", "amount", "quantity", "unit", "activity", "payee", "receipt"])
        for name in ("amount", "quantity"):
            self.fields[name].error_messages["min_value"] = f"{self.fields[name].label}ต้องมากกว่า 0"

    def clean(self):
        data = super().clean()
        if data.get("unit") and data.get("quantity") is None and "quantity" not in self.errors:
            self.add_error("quantity", "ใส่หน่วยแล้ว โปรดใส่จำนวนที่ซื้อ")
        line, amount, activity = data.get("line"), data.get("amount"), data.get("activity")
        if line is None or amount is None:
            return data
        left = self.sheet.left_of(line)
        self.sheet.take(line, amount)
        if amount > left:
            self.doubt("amount", f"เกินงบที่ตั้งไว้ของ “{line.item}” ซึ่งเหลือ {baht(max(left, ZERO))} บาท")
        same = self.sheet.loose.get(amount)
        if activity is None and same:
            self.doubt("activity", f"{same} บันทึกค่าใช้จ่ายจำนวนเดียวกันไว้ ถ้าเป็นรายการเดียวกันให้เลือกกิจกรรมนี้ จะได้ไม่นับซ้ำ")
        return data

    def perform(self):
        facts = {name: value for name, value in self.cleaned_data.items() if name not in ("confirmed", "line")}
        return pay(self.cleaned_data["line"], by=self.user, today=self.sheet.today, **facts)


class PaymentBase(EntryBase):
    """With what each line still has, and what activities already count."""

    def __init__(self, *args, target, **kwargs):
        self.lines = {line.pk: line for line in target.budget_lines.order_by("number")}
        self.activities = {one.pk: one for one in target.activities.order_by("on", "day_no", "pk")}
        reckoning = reckoning_of(target)
        self._left = {one.line.pk: one.left for one in reckoning.lines}
        self._taken = defaultdict(lambda: ZERO)
        self.loose = {one.loose: one.activity.name for one in reckoning.activities if one.loose}
        super().__init__(*args, target=target, **kwargs)

    def initial_form_count(self):
        return 0  # a row that is offered filled in is a new one too

    def left_of(self, line) -> Decimal:
        """What the line still has, the rows above of this sheet counted."""
        return self._left.get(line.pk, ZERO) - self._taken[line.pk]

    def take(self, line, amount) -> None:
        self._taken[line.pk] += amount


PaymentGrid = plain_grid(PaymentRow, extra=BLANK_ROWS, max_num=MOST_ROWS, grid=PaymentBase)


# --- what the community put in ----------------------------------------------------------------------------------------
class ContributionRow(EntryRow):
    model = Contribution
    on = ThaiDateField(label="วันที่")
    kind = forms.ChoiceField(label="ประเภท", choices=[("", "เลือก"), *ContributionKind.choices])
    item = ThaiCharField(label="สมทบอะไร", max_length=200)
    who = ThaiCharField(label="ผู้สมทบ", required=False, max_length=200)
    quantity = QuantityField(label="จำนวน", required=False, min_value=Decimal("0.01"))
    unit = ThaiCharField(label="หน่วย", required=False, max_length=30)
    value = MoneyField(label="มูลค่า", required=False, min_value=Decimal("0.01"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("value", "quantity"):
            self.fields[name].error_messages["min_value"] = f"{self.fields[name].label}ต้องมากกว่า 0 หรือเว้นว่างเมื่อไม่ทราบ"

    def clean(self):
        data = super().clean()
        if data.get("kind") == ContributionKind.CASH and data.get("value") is None and "value" not in self.errors:
            self.add_error("value", "เงินสดต้องบอกจำนวนเงิน")
        return data

    def perform(self):
        facts = {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}
        return contribute(self.sheet.target, by=self.user, today=self.sheet.today, **facts)


ContributionGrid = plain_grid(ContributionRow, extra=BLANK_ROWS, max_num=MOST_ROWS, grid=EntryBase)
