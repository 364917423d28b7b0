"""What no constraint of the database can hold, asked of the rows themselves: `manage.py check_data` reads it out.

Each check is one question; it yields a Thai sentence for each row that is wrong, naming it by its kind, number and
village code and never by a person's name. The audit and the history of rows are left alone: they say what was.
"""

import re
from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Length, Substr

from groups.models import (
    CommitteeTerm,
    CommitteeTraining,
    FundClosing,
    FundEntry,
    GroupActivity,
    GroupSupport,
    IncomeShare,
    Membership,
    Publicity,
    Sale,
)
from households import states
from households.models import (
    Assignment,
    Attendance,
    BookletPage,
    DemandSurvey,
    Enrolment,
    Material,
    PageEntry,
    Payment,
    SupportVisit,
    Visit,
)
from households.register.enrolling import ASIDE
from households.rules import worth
from samma import thai
from samma.accounts.models import User
from samma.fields import PhoneKey
from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.search import wrong_rows
from samma.scope import WHOLE_COUNTRY, VillageCode
from trainers.models import Trainer
from villages.actions import carriers
from villages.models import Area, Village

Findings = Iterator[str]
CITIZEN_NUMBER = r"(?<![0-9๐-๙])[0-9๐-๙]([ -]?[0-9๐-๙]){12}(?![0-9๐-๙])"
LIVING_APPS = {"villages", "trainers", "households", "groups", "knowledge"}


def named(row: models.Model) -> str:
    """การดูแลครัวเรือน (1 ต่อ 4) เลขที่ 7 หมู่บ้าน 33010105"""
    code = getattr(row, "village_code", "") or getattr(row, "area_code", "")
    return f"{row._meta.verbose_name} เลขที่ {row.pk}" + (f" พื้นที่ {code}" if code else "")


# --- places -----------------------------------------------------------------------------------------------------------
def codes_follow_the_row_above() -> Findings:
    """Every copied village code is that of the row it was copied from."""
    for model, name in carriers():
        field = model._meta.get_field(name)
        if not isinstance(field, VillageCode):
            continue
        above = f"{field.source}__{_code_of(model._meta.get_field(field.source).related_model)}"
        for row in model._base_manager.exclude(**{name: F(above)}).annotate(above_code=F(above)).order_by("pk"):
            yield f"{named(row)}: รหัสหมู่บ้านไม่ตรงกับข้อมูลชั้นบน ซึ่งเป็น {row.above_code}"


def _code_of(model: type[models.Model]) -> str:
    return "code" if model is Village else "village_code"


def villages_stand_in_their_tambon() -> Findings:
    for village in Village.objects.exclude(tambon=Substr("code", 1, 6)).order_by("pk"):
        yield f"{named(village)}: รหัสไม่ได้ขึ้นต้นด้วยรหัสตำบล {village.tambon_id}"


def record_areas_exist() -> Findings:
    """A knowledge record's area is the country, an official area or a village that was entered."""
    records = KnowledgeRecord.objects.exclude(area_code=WHOLE_COUNTRY)
    for record in _without_place(records):
        yield f"{named(record)}: ไม่มีพื้นที่รหัสนี้"


def postings_exist() -> Findings:
    for user in _without_place(User.objects.exclude(area_code__in=["", WHOLE_COUNTRY])):
        yield f"{named(user)}: ไม่มีพื้นที่รหัสนี้"


def _without_place(rows: models.QuerySet) -> models.QuerySet:
    areas = Area.objects.filter(code=OuterRef("area_code"))
    villages = Village.objects.filter(code=OuterRef("area_code"))
    return rows.filter(~Exists(areas), ~Exists(villages)).order_by("pk")


# --- teams ------------------------------------------------------------------------------------------------------------
def trainers_are_of_their_teams_year() -> Findings:
    wrong = Trainer.objects.exclude(year=F("team__target_village__year")).select_related("team__target_village")
    for trainer in wrong.order_by("pk"):
        yield f"{named(trainer)}: ปี {trainer.year_id} ไม่ตรงกับปีของทีม {trainer.team.target_village.year_id}"


def one_trainer_in_a_seat_on_each_day() -> Findings:
    """The database holds it for today; here for every past day."""
    for trainer in _overlapping(Trainer.objects.all(), "team__trainers", team__trainers__seat=F("seat")):
        yield f"{named(trainer)}: มีผู้ดำรงตำแหน่งเดียวกันในทีมเดียวกันในช่วงวันที่ซ้อนกัน คือเลขที่ {trainer.other_pk}"


# --- who looks after whom ---------------------------------------------------------------------------------------------
def trainer_and_household_are_of_one_village_and_year() -> Findings:
    wrong = Assignment.objects.exclude(trainer__team__target_village=F("enrolment__target_village"))
    for assignment in wrong.order_by("pk"):
        yield f"{named(assignment)}: วิทยากรและครัวเรือนอยู่คนละหมู่บ้านหรือคนละปี"


def one_trainer_for_a_household_on_each_day() -> Findings:
    """Intervals [started, ended) of one enrolment never overlap."""
    for assignment in _overlapping(Assignment.objects.all(), "enrolment__assignments"):
        yield f"{named(assignment)}: ครัวเรือนนี้มีวิทยากรดูแลสองคนในช่วงวันที่ซ้อนกัน คือเลขที่ {assignment.other_pk}"


def _overlapping(rows: models.QuerySet, beside: str, **same: F) -> models.QuerySet:
    """Rows whose days overlap those of another row beside them, with its `other_pk`; an empty interval holds no day."""
    own = Q(ended=None) | Q(ended__gt=F("started")) & Q(ended__gt=F(f"{beside}__started"))
    other = Q(**{f"{beside}__ended": None}) | Q(**{f"{beside}__ended__gt": F(f"{beside}__started")}) & Q(
        **{f"{beside}__ended__gt": F("started")}
    )
    later = Q(**{f"{beside}__pk__gt": F("pk")})
    return rows.filter(later & own & other, **same).annotate(other_pk=F(f"{beside}__pk")).order_by("pk", "other_pk")


def over_the_ratio_only_with_a_reason() -> Findings:
    """The ceiling on the row is a copy; here the year itself is asked."""
    over = Assignment.objects.serving().filter(place__gt=F("trainer__year__households_per_trainer"), reason="")
    for assignment in over.select_related("trainer__year").order_by("pk"):
        ceiling = assignment.trainer.year.households_per_trainer
        yield f"{named(assignment)}: อยู่ลำดับที่ {assignment.place} เกิน {ceiling} ครัวเรือนของปี และไม่มีเหตุผล"


def nobody_gone_is_still_in_care() -> Findings:
    serving = Assignment.objects.serving()
    for assignment in serving.filter(trainer__ended__isnull=False).order_by("pk"):
        yield f"{named(assignment)}: วิทยากรพ้นจากทีมแล้ว แต่การดูแลยังไม่สิ้นสุด"
    for assignment in serving.filter(enrolment__left_on__isnull=False).order_by("pk"):
        yield f"{named(assignment)}: ครัวเรือนออกแล้ว แต่การดูแลยังไม่สิ้นสุด"


# --- the register and what hangs on it --------------------------------------------------------------------------------
def enrolment_numbers_are_in_order() -> Findings:
    """Unique they are by a constraint; none stays aside where two lines changed places, and none is 0."""
    for enrolment in Enrolment.objects.filter(Q(number__gte=ASIDE) | Q(number=0)).order_by("pk"):
        yield f"{named(enrolment)}: ลำดับที่ {enrolment.number} ใช้ไม่ได้"


def rows_meet_in_one_place() -> Findings:
    """Rows that join two others join what belongs together."""
    pairs: list[tuple[models.QuerySet, str, str, str]] = [
        (Enrolment.objects.all(), "household__village", "target_village__village", "ครัวเรือนอยู่คนละหมู่บ้านกับทะเบียน"),
        (DemandSurvey.objects.all(), "household__village", "target_village__village", "สำรวจครัวเรือนของหมู่บ้านอื่น"),
        (Attendance.objects.all(), "activity__target_village", "enrolment__target_village", "เข้าอบรมนอกหมู่บ้านหรือปีของตน"),
        (Visit.objects.exclude(assignment=None), "assignment__enrolment", "enrolment", "ผู้ดูแลในวันนั้นเป็นของครัวเรือนอื่น"),
        (BookletPage.objects.all(), "booklet__target_village", "enrolment__target_village", "อยู่ในสมุดของหมู่บ้านหรือปีอื่น"),
        (Payment.objects.exclude(activity=None), "activity__target_village", "line__target_village", "จ่ายของกิจกรรมหมู่บ้านหรือปีอื่น"),
        (Payment.objects.exclude(corrects=None), "corrects__line", "line", "กลับรายการของรายการงบอื่น"),
        (PageEntry.objects.all(), "page__enrolment", "visit__enrolment", "การเยี่ยมเป็นของครัวเรือนอื่น"),
        (SupportVisit.objects.exclude(trainers=None), "trainers__team", "team", "วิทยากรที่ได้รับเป็นของทีมอื่น"),
        (Membership.objects.exclude(enrolment=None), "enrolment__household__village__tambon", "group__village__tambon", "ครัวเรือนอยู่คนละตำบลกับกลุ่ม"),
        (CommitteeTerm.objects.all(), "member__group", "group", "กรรมการเป็นสมาชิกของกลุ่มอื่น"),
        (FundEntry.objects.exclude(corrects=None), "corrects__group", "group", "กลับรายการของกลุ่มอื่น"),
        (FundEntry.objects.exclude(member=None), "member__group", "group", "เป็นเงินของสมาชิกกลุ่มอื่น"),
        (IncomeShare.objects.all(), "member__group", "activity__group", "แบ่งรายได้ให้สมาชิกกลุ่มอื่น"),
        (CommitteeTraining.objects.exclude(members=None), "members__group", "group", "ผู้เข้าอบรมเป็นสมาชิกของกลุ่มอื่น"),
        (Sale.objects.all(), "product__group", "group", "ขายผลิตภัณฑ์ของกลุ่มอื่น"),
        (Sale.objects.exclude(market=None), "market__group", "group", "ขายในตลาดของกลุ่มอื่น"),
        (Publicity.objects.exclude(product=None), "product__group", "group", "เผยแพร่ผลิตภัณฑ์ของกลุ่มอื่น"),
        (GroupSupport.objects.exclude(entry=None), "entry__group", "group", "ลงบัญชีกองทุนของกลุ่มอื่น"),
    ]  # fmt: skip
    for rows, one, other, sentence in pairs:
        for row in rows.exclude(**{one: F(other)}).order_by("pk"):
            yield f"{named(row)}: {sentence}"


def closed_books_stay_as_they_were() -> Findings:
    """The balance that was signed at a closing is still the sum of its days."""
    posted = FundEntry.objects.filter(group=OuterRef("group"), on__lte=OuterRef("through")).order_by().values("group")
    total = Subquery(posted.annotate(total=Sum("amount")).values("total"))
    for closing in FundClosing.objects.annotate(total=total).order_by("pk"):
        if closing.balance != (closing.total or 0):
            yield f"{named(closing)}: ยอดที่ปิดไว้ไม่ตรงกับผลรวมของรายการ"


def nobody_gone_is_still_in_office() -> Findings:
    for term in CommitteeTerm.objects.current().filter(member__left__isnull=False).order_by("pk"):
        yield f"{named(term)}: สมาชิกออกจากกลุ่มแล้ว แต่ยังอยู่ในคณะกรรมการ"


def nobody_got_more_than_came_in() -> Findings:
    activities = GroupActivity.objects.annotate(divided=Sum("shares__amount")).filter(divided__gt=0)
    for activity in activities.exclude(income__gte=F("divided")).order_by("pk"):
        yield f"{named(activity)}: แบ่งรายได้เกินที่ได้รับ"


def states_say_what_the_rows_say() -> Findings:
    """The state of an enrolment is derived: visits and rounds read anew give the same."""
    for enrolment in Enrolment.objects.filter(state=None).order_by("pk"):
        yield f"{named(enrolment)}: ไม่มีสถานะการติดตาม"
    for state, facts in states.astray():
        words = ", ".join(str(state._meta.get_field(name).verbose_name) for name in facts)
        yield f"{named(state)}: ไม่ตรงกับการเยี่ยมและรายได้รายจ่ายที่บันทึกไว้ ({words})"


# --- money ------------------------------------------------------------------------------------------------------------
def material_is_worth_its_quantity_and_price() -> Findings:
    """Quantity times price is not typed; where both are known the value follows."""
    for material in Material.objects.exclude(quantity=None).exclude(unit_price=None).order_by("pk").iterator():
        made = worth(material.quantity, material.unit_price, None)
        if material.value != made:
            yield f"{named(material)}: มูลค่าไม่ตรงกับจำนวนคูณราคาต่อหน่วย ซึ่งเป็น {thai.money(made)} บาท"


# --- what may not be stored -------------------------------------------------------------------------------------------
def records_are_found_by_their_words() -> Findings:
    for record in wrong_rows():
        yield f"{named(record)}: ดัชนีคำค้นไม่ตรงกับเนื้อหา โปรดเรียก manage.py reindex_records"


def no_citizen_numbers() -> Findings:
    """No thirteen-digit citizen number stands in any text; the number itself is not repeated here."""
    for model in apps.get_models():
        if model._meta.app_label not in LIVING_APPS or model.__name__.startswith("Historical"):
            continue
        for field in _texts(model):
            rows = model._base_manager.annotate(size=Length(field.name)).filter(size__gte=13)
            found = rows.filter(**{f"{field.name}__regex": r"[0-9๐-๙]([ -]?[0-9๐-๙]){12}"}).order_by("pk")
            for row in found.iterator():
                if any(is_citizen_number(m.group()) for m in re.finditer(CITIZEN_NUMBER, getattr(row, field.name))):
                    yield f"{named(row)}: ช่อง “{field.verbose_name}” มีเลขประจำตัวประชาชน ระบบนี้ไม่เก็บเลขนี้ โปรดลบออก"


def _texts(model: type[models.Model]) -> list[models.Field]:
    """Fields with words in them. A hash may look like any number by chance."""
    kinds = ("CharField", "TextField")
    worded = [f for f in model._meta.concrete_fields if f.get_internal_type() in kinds and not f.choices]
    return [f for f in worded if not isinstance(f, VillageCode | PhoneKey) and not f.name.endswith("_hash")]


def is_citizen_number(text: str) -> bool:
    """Thirteen digits whose last one proves the others (the check digit of the Department of Provincial Administration)."""
    digits = [int(c) for c in thai.arabic_digits(text) if c.isdecimal()]
    total = sum(weight * digit for weight, digit in zip(range(13, 1, -1), digits, strict=False))
    return len(digits) == 13 and digits[0] != 0 and digits[12] == (11 - total % 11) % 10


CHECKS: list[Callable[[], Findings]] = [
    codes_follow_the_row_above,
    villages_stand_in_their_tambon,
    record_areas_exist,
    postings_exist,
    trainers_are_of_their_teams_year,
    one_trainer_in_a_seat_on_each_day,
    trainer_and_household_are_of_one_village_and_year,
    one_trainer_for_a_household_on_each_day,
    over_the_ratio_only_with_a_reason,
    nobody_gone_is_still_in_care,
    enrolment_numbers_are_in_order,
    rows_meet_in_one_place,
    material_is_worth_its_quantity_and_price,
    closed_books_stay_as_they_were,
    nobody_gone_is_still_in_office,
    nobody_got_more_than_came_in,
    states_say_what_the_rows_say,
    records_are_found_by_their_words,
    no_citizen_numbers,
]


def findings() -> Iterator[tuple[str, str]]:
    """(name of the check, sentence) for everything that is wrong; nothing when all is in order."""
    for check in CHECKS:
        for sentence in check():
            yield check.__name__, sentence
