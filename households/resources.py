"""The household register as one sheet: a household and its enrolment in a row."""

from collections import defaultdict

from django.db.models import Max

from households import states
from households.enrolling import reason_for_more
from households.models import Enrolment, Household, OccupationWish
from samma import thai
from samma.people import split_name
from samma.resources import Column, of
from trainers.resources import PersonReading, put_name
from villages.resources import InTarget, occupation_column, village_column, year_column

WISHES = (1, 2, 3)


class WishColumn(Column):
    """The occupation a household wishes to learn in one rank; its row is written after the enrolment's."""

    def __init__(self, rank: int) -> None:
        column = occupation_column(f"อยากเรียนอาชีพ {rank}", f"wish_{rank}", part=True)
        super().__init__(column.column_name, column.attribute, column.widget, part=True, example=column.example)
        self.rank = rank

    def get_value(self, instance):
        if instance._state.adding:
            return None
        wishes = (wish.occupation for wish in instance.wishes.all() if wish.rank == self.rank)
        return next(wishes, None)


def _house(name: str, **options) -> Column:
    return of(Household, name, prefix="household__", **options)


class EnrolmentResource(InTarget):
    """A row is found by its household in the village and year, else by its number when house or head agree."""

    blamed = {"household": "head", "target_village": "head"} | {
        f"household__{name}": "head" for name in ("title", "first_name", "last_name")
    }

    village = village_column("target_village__village", part=True)
    year = year_column("target_village__year", part=True)
    number = of(Enrolment, "number", needed=False, example=1, note="เว้นว่างคือลำดับถัดไป")
    head = Column(
        "ชื่อ-สกุลหัวหน้าครัวเรือน",
        "household__full_name",
        PersonReading(),
        needed=True,
        part=True,
        example="นางสมมุติ ตัวอย่าง",
    )
    house_no = _house("house_no", needed=True, example="12/3")
    house_code = _house("house_code", example="", note="11 หลัก")
    members = _house("members", example=4)
    phone = _house("phone", example="081-234-5678")
    has_elder = _house("has_elder", example="ใช่")
    has_disabled = _house("has_disabled", example="ไม่ใช่")
    in_tpmap = _house("in_tpmap", example="ไม่ใช่")
    hit_by_disaster = _house("hit_by_disaster", example="ไม่ใช่")
    participant = of(Enrolment, "participant")
    relation = of(Enrolment, "relation")
    volunteer = of(Enrolment, "volunteer", example="ใช่")
    occupation = occupation_column("อาชีพที่เลือก", "occupation")
    wish_1, wish_2, wish_3 = WishColumn(1), WishColumn(2), WishColumn(3)
    joined_on = of(Enrolment, "joined_on", example="01/03/2560")
    left_on = of(Enrolment, "left_on")
    left_reason = of(Enrolment, "left_reason")
    certified_on = of(Enrolment, "certified_on")
    certified_reason = of(Enrolment, "certified_reason")
    note = _house("note")

    class Meta:
        model = Enrolment

    def get_queryset(self):
        paths = ("household__village", "target_village__village", "target_village__year", "occupation__parent")
        return super().get_queryset().select_related(*paths).prefetch_related("wishes__occupation__parent")

    def order(self):
        return ["-target_village__year", "village_code", "target_village", "number"]

    def init_instance(self, row=None):
        return Enrolment(household=Household())

    # --- which household, which enrolment -------------------------------------------------------------------------
    def find(self, cells, loader):
        """The enrolment of the row, or None; each is found once only."""
        village, year = cells.get("village"), cells.get("year")
        if village is None or year is None:
            return None
        if not hasattr(self, "_enrolled"):
            self._enrolled = _Index()
            for enrolment in self.present():
                target = enrolment.target_village
                self._enrolled.add((target.village_id, target.year_id), enrolment.household, enrolment)
        return self._enrolled.take((village.pk, year.pk), cells)

    def link(self, instance, cells, wrong):
        village = cells.get("village")
        if instance._state.adding and village is not None:
            instance.household = self._known_household(village, cells) or Household(village=village)
        put_name(instance.household, cells.get("head", ""))
        super().link(instance, cells, wrong)
        if instance.number is None and instance.target_village_id and cells.get("number") is None:
            last = instance.target_village.enrolments.aggregate(last=Max("number"))["last"]
            instance.number = (last or 0) + 1

    def _known_household(self, village, cells) -> Household | None:
        """The household of an earlier year: it lives on, and only its enrolment is new."""
        if not hasattr(self, "_households"):
            self._households = _Index()
            for household in self.within(Household.objects.visible_to(self.user)).select_related("village"):
                self._households.add(household.village_id, household, household)
        return self._households.first(village.pk, cells)

    # --- judging and writing --------------------------------------------------------------------------------------
    def parts(self, instance):
        return [("household__", instance.household), ("", instance)]

    def judge(self, instance, wrong):
        super().judge(instance, wrong)
        if instance._state.adding and instance.left_on is None and not wrong:
            self._count(instance.target_village, wrong)
        for rank in WISHES[1:]:
            wishes = self.wished
            if wishes.get(rank) is not None and wishes.get(rank - 1) is None and not wrong:
                wrong[f"wish_{rank}"] = [f"ใส่อาชีพที่อยากเรียนอันดับ {rank - 1} ก่อน"]

    def _count(self, target, wrong):
        """A file cannot be asked why: more households than the year's number come in once the register says the reason."""
        limit = target.year.households_per_village
        if target.enrolments.active().count() >= limit and not reason_for_more(target):
            wrong["number"] = [
                f"ปี {target.year_id} กำหนด {limit} ครัวเรือนต่อหมู่บ้าน และ{target.village} มีครบแล้ว หากต้องการเพิ่ม "
                "ให้เพิ่มครัวเรือนที่เกินในหน้าทะเบียนครัวเรือนพร้อมบอกเหตุผล แล้วจึงนำเข้าอีกครั้ง"
            ]

    def apply(self, instance, cells, wrong):
        super().apply(instance, cells, wrong)
        now = {} if instance._state.adding else {w.rank: w.occupation for w in instance.wishes.all()}
        self.wished = {rank: cells.get(f"wish_{rank}", now.get(rank)) for rank in WISHES}

    def shown(self, instance):
        shown = super().shown(instance)
        wished = getattr(self, "wished", None)
        if wished is not None:
            shown |= {f"wish_{rank}": self.fields[f"wish_{rank}"].widget.render(wished[rank]) for rank in WISHES}
        return shown

    def import_row(self, row, instance_loader, **kwargs):
        self.wished = None
        return super().import_row(row, instance_loader, **kwargs)

    def save_row(self, instance, cells, *, is_new):
        household = instance.household
        if household._state.adding:
            self._households.add(household.village_id, household, household)  # a further row may name it again
        household.save()
        instance.household = household
        super().save_row(instance, cells, is_new=is_new)
        if is_new:
            states.begin(instance)
        for rank, occupation in self.wished.items():
            if occupation is not None or not is_new:
                self._wish(instance, rank, occupation)

    def _wish(self, enrolment, rank, occupation):
        if occupation is None:
            OccupationWish.objects.filter(enrolment=enrolment, rank=rank).delete()
        else:
            OccupationWish.objects.update_or_create(enrolment=enrolment, rank=rank, defaults={"occupation": occupation})


class _Index:
    """Rows by what names their household: its house code, else house number and head, at last one of these two."""

    def __init__(self) -> None:
        self.rows = defaultdict(dict)  # (place, name of the household) -> rows, in order

    def add(self, place, household, row) -> None:
        for name in _names(household.house_code, household.house_no, household.full_name):
            self.rows[place, name][id(row)] = row

    def first(self, place, cells):
        """By house code, else by house number and head, the head with its title or without."""
        code, exact, bare, *_loose = _names(cells.get("house_code"), cells.get("house_no"), cells.get("head"))
        found = (code[1] and self.rows[place, code]) or self.rows[place, exact] or self.rows[place, bare]
        return next(iter(found.values()), None)

    def take(self, place, cells):
        """Like `first`, else the row of that number in which house number or head agrees. It is not found again."""
        row = self.first(place, cells)
        if row is None:
            *_strict, house, head = _names("", cells.get("house_no"), cells.get("head"))
            agreeing = (row for name in (house, head) for row in self.rows[place, name].values())
            row = next((row for row in agreeing if row.number == cells.get("number")), None)
        if row is not None:
            known = row.household
            for name in _names(known.house_code, known.house_no, known.full_name):
                del self.rows[place, name][id(row)]
        return row


def _names(house_code, house_no, head):
    name = split_name(head or "")
    head, bare = thai.search_fold(head or ""), thai.search_fold(f"{name.first_name}{name.last_name}")
    house = thai.search_fold(house_no or "")
    return ("code", house_code or ""), ("exact", house, head), ("bare", house, bare), ("house", house), ("head", bare)
