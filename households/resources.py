"""What every sheet shares whose rows hang on a household of the register."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from households.models import Enrolment
from samma.resources import Column
from samma.resources.reading import Whole
from trainers.resources import PersonReading
from villages.resources import InTarget, village_column, year_column


class InEnrolment(InTarget):
    """Rows that hang on an enrolled household, named by village, year and its number in the register."""

    blamed = {"enrolment": "number"}

    village = village_column("enrolment__target_village__village", part=True)
    year = year_column("enrolment__target_village__year", part=True)
    number = Column(
        "ลำดับที่ครัวเรือน",
        "enrolment__number",
        Whole(),
        key=True,
        needed=True,
        part=True,
        example=1,
        note="ลำดับที่ในทะเบียนครัวเรือนเป้าหมาย",
    )
    head = Column("หัวหน้าครัวเรือน (ดูอย่างเดียว)", "enrolment__household__full_name", PersonReading(), readonly=True)

    own_paths: tuple[str, ...] = ()  # what the rows of a register hang on beside the enrolment

    def get_queryset(self):
        paths = ("enrolment__household", "enrolment__target_village__village", "enrolment__target_village__year")
        return super().get_queryset().select_related(*paths, *self.own_paths)

    def present(self):
        """The rows that are there; those of one household share it, for there may be many thousand."""
        rows = super().present().select_related(None)
        rows = list(rows.select_related(*self.own_paths) if self.own_paths else rows)
        by_pk = {enrolment.pk: enrolment for enrolment in self.enrolments.values()}
        for row in rows:
            row.enrolment = by_pk[row.enrolment_id]
        return rows

    @cached_property
    def enrolments(self) -> dict[tuple[int, int], Enrolment]:
        """The households of the file's villages, by target village and number."""
        rows = self.within(Enrolment.objects.visible_to(self.user)).select_related("household")
        targets = {target.pk: target for target in self.known_targets.values()}
        for enrolment in rows:
            enrolment.target_village = targets[enrolment.target_village_id]
        return {(e.target_village_id, e.number): e for e in rows}

    def order(self):
        return ["-enrolment__target_village__year_id", "village_code", "enrolment__number", "pk"]

    def link(self, instance, cells, wrong):
        target = self.target(cells)
        number = cells.get("number")
        if target is None or number is None:
            return
        enrolment = self.enrolments.get((target.pk, number))
        if enrolment is None:
            raise ValidationError({"number": f"ไม่มีครัวเรือนลำดับที่ {number} ในทะเบียนของ{target}"})
        instance.enrolment = enrolment
        self.link_further(instance, cells, target)

    def link_further(self, instance, cells, target) -> None:
        """For what else a row names inside the target village."""
