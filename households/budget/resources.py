"""Sheets of a village's budget and of the material its households received."""

from households.budget.actions import not_after
from households.budget.faults import baht
from households.models import BudgetLine, Material
from households.resources import InEnrolment
from households.rules import worth
from samma import thai
from samma.resources import of
from villages.resources import InTarget


class BudgetLineResource(InTarget):
    records_rows = True
    number = of(BudgetLine, "number", key=True, example=1)
    category = of(BudgetLine, "category", example="ค่าอาหารและเครื่องดื่ม")
    item = of(BudgetLine, "item", example="อาหารกลางวัน 5 วัน")
    source = of(BudgetLine, "source", example="งบกรมการพัฒนาชุมชน")
    planned = of(BudgetLine, "planned", example=10000)
    note = of(BudgetLine, "note")

    class Meta:
        model = BudgetLine

    def get_queryset(self):
        return super().get_queryset().select_related("target_village__village", "target_village__year")

    def order(self):
        return ["-target_village__year_id", "village_code", "target_village", "number"]


class MaterialResource(InEnrolment):
    """A row is found by its household, what it received and when."""

    records_rows = True
    item = of(Material, "item", key=True, example="พันธุ์ไก่ไข่")
    quantity = of(Material, "quantity", example=5)
    unit = of(Material, "unit", example="ตัว")
    unit_price = of(Material, "unit_price", example=120)
    value = of(Material, "value", note="เว้นว่างเมื่อมีจำนวนและราคาต่อหน่วย ระบบคิดให้")
    received_on = of(Material, "received_on", key=True, example="15/03/2560")
    received_by = of(Material, "received_by")
    signed = of(Material, "signed", example="ใช่")
    note = of(Material, "note")

    class Meta:
        model = Material

    def link_further(self, instance, cells, target):
        """Quantity times price is not typed."""
        if instance._state.adding and cells.get("value") is None:
            cells["value"] = worth(cells.get("quantity"), cells.get("unit_price"), None)

    def refuse(self, line):
        row = line.instance
        if not any(line.has_set(name) for name in ("quantity", "unit_price", "value", "received_on")):
            return
        made = worth(row.quantity, row.unit_price, row.value)
        if row.value != made:
            words = (
                f"{thai.quantity(row.quantity)} × {baht(row.unit_price)} คือ {baht(made)} บาท เว้นช่องมูลค่าว่างไว้ ระบบคิดให้"
            )
            line.refuse("value", [words])
        not_after(row.received_on, self.today, "received_on")
