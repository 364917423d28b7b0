"""Material as a sheet: who received what, how much, worth what, and whether he signed."""

from collections import defaultdict

from django import forms

from households.budget.actions import drop_material
from households.budget.book import reckoning_of
from households.budget.facts import ZERO
from households.budget.faults import baht
from households.budget.forms import FUTURE, DroppableRow, RowChoice, RowsThere
from households.budget.reckoning import material_key
from households.models import Enrolment, Material
from households.rules import worth
from samma import thai
from samma.grid import PlainGrid, plain_grid

MOST_ROWS = 400
OWN_WORDS = ("item", "quantity", "unit", "unit_price", "value", "received_by", "note")


class MaterialRow(DroppableRow):
    class Meta:
        model = Material
        fields = ["item", "quantity", "unit", "unit_price", "value", "received_on", "received_by", "signed", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enrolment"] = RowChoice(self.sheet.known, household_words, label="ครัวเรือน")
        self.initial["enrolment"] = self.instance.enrolment_id
        self.order_fields(["enrolment", *self._meta.fields, "drop"])

    def has_changed(self):
        """A new row says something once words stand in it; its household is only offered."""
        if self.instance.pk:
            return super().has_changed()
        return any((self.data.get(self.add_prefix(name)) or "").strip() for name in OWN_WORDS)

    def clean_received_on(self):
        if self.cleaned_data["received_on"] and self.cleaned_data["received_on"] > self.sheet.today:
            raise forms.ValidationError(FUTURE)
        return self.cleaned_data["received_on"]

    def clean(self):
        data = super().clean()
        if data.get("unit") and data.get("quantity") is None and "quantity" not in self.errors:
            self.add_error("quantity", "ใส่หน่วยแล้ว โปรดใส่จำนวน")
        if data.get("signed") and not data.get("received_on") and "received_on" not in self.errors:
            self.add_error("received_on", "ลงลายมือชื่อแล้ว โปรดใส่วันที่รับ")
        self._judge_value(data)
        self._judge_stock(data)
        return data

    def _judge_value(self, data):
        """Quantity times price is not typed: a value that says otherwise is told, one that merely stood there follows."""
        quantity, price, told = data.get("quantity"), data.get("unit_price"), data.get("value")
        made = worth(quantity, price, told)
        if {"value", "quantity", "unit_price"} & set(self.errors) or told is None or told == made:
            return
        if self.instance.pk and "value" not in self.changed_data:
            data["value"] = made
            return
        self.add_error(
            "value", f"{thai.quantity(quantity)} × {baht(price)} คือ {baht(made)} บาท เว้นช่องมูลค่าว่างไว้ ระบบคิดให้"
        )

    def _judge_stock(self, data):
        """More handed out than was bought is asked about; where nothing was bought, nothing is asked."""
        if self.is_dropped() or not self.has_changed() or not data.get("item") or data.get("quantity") is None:
            return
        was = (self.instance.pk and self.sheet.quantities.get(self.instance.pk)) or ZERO
        left = self.sheet.hand_out(data["item"], data.get("unit", ""), data["quantity"] - was)
        if left is not None and left < 0:
            words = f"แจก “{data['item']}” มากกว่าที่ซื้อและชุมชนสมทบอยู่ {thai.quantity(-left)} {data.get('unit', '')}".strip()
            self.doubt("quantity", words)

    def perform(self):
        if self.is_dropped():
            drop_material(self.instance, by=self.user)
            return self.instance
        self.instance.enrolment = self.cleaned_data["enrolment"]
        return super().perform()


def household_words(enrolment: Enrolment) -> str:
    """The head's name first, so that it can be pasted."""
    return f"{enrolment.household.full_name} · {enrolment.household.house_no} · ลำดับ {enrolment.number}"


class MaterialBase(RowsThere, PlainGrid):
    """What stands (to mend), or with `giving` a fresh row for each household of the village in the register's order."""

    def __init__(self, *args, target, giving, today, **kwargs):
        self.target, self.giving, self.today = target, giving, today
        enrolments = target.enrolments.select_related("household", "target_village").order_by("number")
        self.known = {one.pk: one for one in enrolments}
        self.active = [one for one in self.known.values() if one.left_on is None]
        self.there = {} if giving else self._stored()
        self.quantities = {pk: row.quantity for pk, row in self.there.items()}
        self._stock = {material_key(one.item, one.unit): one.left for one in reckoning_of(target).items if one.bought}
        self._out = defaultdict(lambda: ZERO)
        kwargs["initial"] = [{"of": pk} for pk in self.there] or [{} for _one in self.active]
        super().__init__(*args, **kwargs)

    def _stored(self) -> dict[int, Material]:
        rows = Material.objects.filter(enrolment__in=self.known).order_by("enrolment__number", "received_on", "pk")
        there = {row.pk: row for row in rows}
        for row in there.values():
            row.enrolment = self.known[row.enrolment_id]
        return there

    def fresh(self, nth=None):
        offered = self.active[nth] if nth is not None and nth < len(self.active) else None
        return Material(enrolment=offered) if offered else Material()

    def initial_form_count(self):
        return super().initial_form_count() if self.there else 0

    def total_form_count(self):
        return super().total_form_count() if self.is_bound or self.there else len(self.active)

    def hand_out(self, item: str, unit: str, more) -> object:
        """What is left of a material that was bought once so much more is handed out; None for what was not bought."""
        key = material_key(item, unit)
        if key not in self._stock:
            return None
        self._out[key] += more
        return self._stock[key] - self._out[key]

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"sheet": self, "instance": self.row_at(index)}


MaterialGrid = plain_grid(MaterialRow, max_num=MOST_ROWS, grid=MaterialBase)
