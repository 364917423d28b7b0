"""Sheets of what a village found in itself and of what it sent to plans."""

from samma.accounts.resources import RecordedResource
from samma.resources import of
from villages.models import PlanProposal, Potential
from villages.resources import InTarget, occupation_column, village_column


class PotentialResource(RecordedResource):
    records_rows = True
    village = village_column()
    kind = of(Potential, "kind", key=True, example="ทรัพยากรธรรมชาติ")
    name = of(Potential, "name", key=True, example="ลำห้วยตัวอย่าง")
    detail = of(Potential, "detail")
    value = of(Potential, "value")
    trade = occupation_column("ใช้กับอาชีพ", "trade")
    found_on = of(Potential, "found_on", example="15/02/2560")

    class Meta:
        model = Potential

    def get_queryset(self):
        return super().get_queryset().select_related("village", "trade__parent")

    def order(self):
        return ["village_code", "kind", "sort_key", "pk"]


class PlanProposalResource(InTarget):
    records_rows = True
    item = of(PlanProposal, "item", key=True, example="ฝึกอาชีพทอผ้า")
    plan = of(PlanProposal, "plan", key=True, example="แผนพัฒนาตำบล")
    sent_on = of(PlanProposal, "sent_on", key=True, example="01/04/2560")
    trade = occupation_column("อาชีพที่เกี่ยวข้อง", "trade")
    households = of(PlanProposal, "households", example=12)
    sent_to = of(PlanProposal, "sent_to")
    letter_no = of(PlanProposal, "letter_no")
    budget_asked = of(PlanProposal, "budget_asked", example=50000)
    answer = of(PlanProposal, "answer", example="รอคำตอบ")
    answered_on = of(PlanProposal, "answered_on", example="")
    budget_given = of(PlanProposal, "budget_given", example="")
    note = of(PlanProposal, "note")

    class Meta:
        model = PlanProposal

    def get_queryset(self):
        paths = ("target_village__village", "target_village__year", "trade__parent")
        return super().get_queryset().select_related(*paths)

    def order(self):
        return ["village_code", "target_village", "sent_on", "pk"]
