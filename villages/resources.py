"""Sheets of places, years, occupations and activities, and the columns by which other registers name them."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.functional import cached_property

from samma.accounts.resources import RecordedResource
from samma.resources import Column, Doubt, of
from samma.resources.reading import Code, Named, Whole
from samma.scope import covers
from villages.asking import ask_odd
from villages.models import Activity, Area, Occupation, ProgrammeYear, TargetVillage, Village
from villages.rules import DOUBTFUL_MOO


# --- columns that other registers use ---------------------------------------------------------------------------------
class VillageCodeReading(Named):
    """A village by its eight digits; tells a code outside the area from one that does not exist."""

    def __init__(self) -> None:
        super().__init__(
            "หมู่บ้านรหัส",
            lambda resource: resource.within(Village.objects.visible_to(resource.user)),
            lambda village: [village.code],
            note="รหัส 8 หลัก: ตำบล 6 หลัก และหมู่ที่ 2 หลัก",
        )

    def read(self, text, *, resource, **kwargs):
        code = Code().read(text)
        if code and not covers(resource.user.area_code, code):
            raise ValidationError(f"หมู่บ้านรหัส {code} อยู่นอกพื้นที่ของท่าน", code="outside")
        return super().read(code, resource=resource, **kwargs)


def village_column(attribute: str = "village", *, head: str = "รหัสหมู่บ้าน", **options) -> Column:
    """A village by its code."""
    options = {"key": True, "needed": True, "example": "33010105"} | options
    return Column(head, attribute, VillageCodeReading(), **options)


def year_column(attribute: str = "year", **options) -> Column:
    """A programme year."""
    reading = Named("ปีงบประมาณ", lambda resource: ProgrammeYear.objects.all(), lambda year: [str(year.year)])
    options = {"key": True, "needed": True, "example": 2560, "note": "พ.ศ. 4 หลัก"} | options
    return Column("ปีงบประมาณ", attribute, reading, **options)


class OccupationReading(Named):
    """An occupation by its name; where two types have one of that name, as "type > name"."""

    def __init__(self) -> None:
        super().__init__(
            "อาชีพ",
            lambda resource: Occupation.objects.select_related("parent"),
            lambda occupation: [_full_name(occupation), occupation.name],
            note="ชื่ออาชีพตามรายการของกรม เช่น ทอผ้า หรือ ผ้า/สิ่งทอ > ทอผ้า",
        )


def _full_name(occupation: Occupation) -> str:
    return f"{occupation.parent.name} > {occupation.name}" if occupation.parent_id else occupation.name


def occupation_column(head: str, attribute: str, **options) -> Column:
    return Column(head, attribute, OccupationReading(), **{"example": "ทอผ้า"} | options)


class InTarget(RecordedResource):
    """Rows that hang on a target village, named by two cells: the village's code and the year."""

    village = village_column("target_village__village", part=True)
    year = year_column("target_village__year", part=True)

    def link(self, instance, cells, wrong):
        target = self.target(cells)
        if target is not None:
            instance.target_village = target

    def targets(self):
        """The target villages that a row may hang on."""
        return self.within(TargetVillage.objects.visible_to(self.user)).select_related("village", "year")

    @cached_property
    def known_targets(self) -> dict[tuple[int, int], TargetVillage]:
        """They, by village and year."""
        return {(target.village_id, target.year_id): target for target in self.targets()}

    def target(self, cells) -> TargetVillage | None:
        """The target village of a row; None when a cell of it is wrong already."""
        village, year = cells.get("village"), cells.get("year")
        if village is None or year is None:
            return None
        found = self.known_targets.get((village.pk, year.pk))
        if found is None:
            raise ValidationError({"year": f"{village} ยังไม่เป็นหมู่บ้านเป้าหมายของปี {year}: เพิ่มหมู่บ้านเป้าหมายก่อน"})
        return found


# --- registers --------------------------------------------------------------------------------------------------------
class ProgrammeYearResource(RecordedResource):
    year = Column("ปีงบประมาณ", "year", Whole(), key=True, needed=True, example=2569, note="พ.ศ. 4 หลัก")
    target_villages = of(ProgrammeYear, "target_villages")
    households_per_village = of(ProgrammeYear, "households_per_village", example=20)
    households_per_trainer = of(ProgrammeYear, "households_per_trainer", example=4)
    people_trained = of(ProgrammeYear, "people_trained", example=20)
    group_minimum = of(ProgrammeYear, "group_minimum", example=5)
    lead_course_days = of(ProgrammeYear, "lead_course_days", example=4)
    village_course_days = of(ProgrammeYear, "village_course_days", example=5)
    visit_every_days = of(ProgrammeYear, "visit_every_days", example=30)
    first_visit_days = of(ProgrammeYear, "first_visit_days", example=30)
    very_late_days = of(ProgrammeYear, "very_late_days", example=30)
    followup_from = of(ProgrammeYear, "followup_from")
    record_due = of(ProgrammeYear, "record_due")
    note = of(ProgrammeYear, "note")

    class Meta:
        model = ProgrammeYear

    @classmethod
    def may_import(cls, user):
        return user.may_keep_lists


class OccupationResource(RecordedResource):
    at_once = 1  # a row may name the type that the row above it makes
    parent = Column(
        "ประเภทอาชีพ",
        "parent",
        Named("ประเภทอาชีพ", lambda resource: Occupation.objects.types(), lambda kind: [kind.name]),
        key=True,
        example="ผ้า/สิ่งทอ",
        note="เว้นว่างเมื่อแถวนี้เป็นประเภทเอง",
    )
    name = of(Occupation, "name", key=True, example="ทอผ้า")
    is_active = of(Occupation, "is_active", example="ใช่")

    class Meta:
        model = Occupation

    @classmethod
    def may_import(cls, user):
        return user.may_keep_lists

    def get_queryset(self):
        return super().get_queryset().select_related("parent")

    def order(self):
        # Types first: a sheet is read from the top, and a trade names its type.
        return [F("parent__sort_key").asc(nulls_first=True), "sort_key", "pk"]

    def accept(self, line):
        super().accept(line)
        if line.is_new and line.instance.parent_id is None:
            self.fields["parent"].widget.remember(line.instance)


class VillageResource(RecordedResource):
    place_column = "code"
    code = of(Village, "code", key=True, example="33010105", note="8 หลัก: รหัสตำบล 6 หลัก และหมู่ที่ 2 หลัก")
    name = of(Village, "name", example="ตัวอย่าง")
    alias = of(Village, "alias")
    lat = of(Village, "lat", example=15.1187)
    lon = of(Village, "lon", example=104.322)

    class Meta:
        model = Village

    def order(self):
        return ["code"]

    def link(self, instance, cells, wrong):
        code = cells.get("code") or ""
        if len(code) != 8 or not instance._state.adding:
            return
        if not hasattr(self, "_tambons"):
            self._tambons = {a.code: a for a in Area.objects.filter(code__in={code[:6] for code in self.codes})}
        if code[:6] not in self._tambons:
            raise ValidationError({"code": f"ไม่มีตำบลรหัส {code[:6]}"})
        instance.tambon = self._tambons[code[:6]]

    def doubt(self, line):
        moo = line.instance.moo
        if line.is_new and moo > DOUBTFUL_MOO:
            line.ask(Doubt("moo?", "code", f"หมู่ที่ {moo} มากกว่าที่พบทั่วไป"), self.answers)


class TargetVillageResource(RecordedResource):
    village = village_column()
    village_name = Column("หมู่บ้าน", "village", Code(), readonly=True)
    year = year_column()
    note = of(TargetVillage, "note")

    class Meta:
        model = TargetVillage

    def get_queryset(self):
        return super().get_queryset().select_related("village", "year")

    def order(self):
        return ["-year_id", "village_code"]


class OccasionResource(InTarget):
    """What is planned and what took place: in the order of days, and asked alike."""

    records_rows = True

    def get_queryset(self):
        return super().get_queryset().select_related("target_village__village", "target_village__year")

    def order(self):
        return ["village_code", "target_village", "on", "day_no", "pk"]

    def doubt(self, line):
        ask_odd(line, self.answers)


class ActivityResource(OccasionResource):
    kind = of(Activity, "kind", key=True, example="ฝึกอบรมสัมมาชีพชุมชน")
    day_no = of(Activity, "day_no", key=True, example=1, note="เฉพาะวันฝึกอบรม")
    on = of(Activity, "on", key=True, example="01/03/2560")
    until = of(Activity, "until")
    time_from = of(Activity, "time_from", example="09.00")
    time_to = of(Activity, "time_to", example="16.00")
    place = of(Activity, "place", example="ศาลาประชาคม")
    topic = of(Activity, "topic")
    part = of(Activity, "part")
    people = of(Activity, "people", example=20)
    spent = of(Activity, "spent")
    chair = of(Activity, "chair")
    recorder = of(Activity, "recorder")
    minutes = of(Activity, "minutes")
    reason = of(Activity, "reason")

    class Meta:
        model = Activity
