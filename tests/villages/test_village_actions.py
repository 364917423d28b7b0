"""Taking a village in, writing down what happened, and giving a village another code."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from groups.models import FundEntry
from samma.accounts.models import Event
from samma.knowledge.models import KnowledgeRecord
from tests.factories import (
    DAY,
    make_area,
    make_assignment,
    make_enrolment,
    make_group,
    make_officer,
    make_record,
    make_target,
    make_team,
    make_village,
    make_visit,
    make_year,
    train,
)
from villages.actions import add_target, carriers, hold_activity, open_village, recode, remove_target
from villages.models import ActivityKind, TargetVillage, Village

pytestmark = pytest.mark.django_db


def test_village_is_made_once_and_keeps_its_name():
    tambon, officer = make_area("330101"), make_officer()
    village = open_village(tambon, 5, "โนนสมมุติ", by=officer)
    assert (village.code, village.moo) == ("33010105", 5)
    assert open_village(tambon, 5, "ชื่ออื่น", by=officer).name == "โนนสมมุติ"
    assert Event.objects.filter(verb="create", object_type="villages.village").count() == 1
    with pytest.raises(ValidationError, match="หมู่ที่ต้องเป็น"):
        open_village(tambon, 0, "ผิด", by=officer)


def test_village_is_a_target_once_a_year():
    village, officer = make_village(), make_officer()
    target = add_target(village, make_year(2560), by=officer)
    assert target.village_code == village.code
    with pytest.raises(ValidationError, match="แล้ว"):
        add_target(village, make_year(2560), by=officer)
    assert add_target(village, make_year(2561), by=officer).year_id == 2561


def test_course_days_number_themselves_and_other_activities_have_none():
    target, officer = make_target(), make_officer()
    first = hold_activity(target, ActivityKind.COURSE, DAY, by=officer)
    second = hold_activity(
        target, ActivityKind.COURSE, DAY + datetime.timedelta(days=1), by=officer, place="ศาลากลางบ้าน"
    )
    forum = hold_activity(target, ActivityKind.FORUM, DAY, by=officer)
    assert (first.day_no, second.day_no, forum.day_no) == (1, 2, None)
    with pytest.raises(ValidationError, match="มีวันฝึกอบรมลำดับนี้แล้ว"):
        hold_activity(target, ActivityKind.COURSE, DAY, by=officer, day_no=2)


def test_recode_takes_every_row_along_and_leaves_the_audit():
    officer = make_officer("33")
    team = make_team()
    target = team.target_village
    enrolment = make_enrolment(target)
    make_assignment(enrolment, team.seated()[0])
    train(enrolment)
    make_visit(enrolment, officer)
    group = make_group(target.village)
    FundEntry.objects.create(group=group, on=DAY, kind="opening", amount=500, item="เงินตั้งต้น")
    record = make_record("33010105", target_village=target)
    other = make_enrolment(make_target(make_village("33010106")))
    add_target(target.village, make_year(2561), by=officer)
    before = Event.objects.get(verb="create", object_type="villages.targetvillage")
    make_area("330209")

    moved = recode(target.village, "33020911", by=officer)

    village = Village.objects.get(pk=target.village_id)
    assert (village.code, village.tambon_id, village.moo) == ("33020911", "330209", 11)
    left = {model.__name__: model for model, field in carriers() if model._base_manager.filter(**{field: "33010105"})}
    assert left == {}
    assert KnowledgeRecord.objects.get(pk=record.pk).area_code == "33020911"
    assert FundEntry.objects.get().village_code == "33020911"
    other.refresh_from_db()
    assert other.village_code == "33010106"
    before.refresh_from_db()
    assert before.area_code == "33010105"
    told = Event.objects.get(verb="recode")
    assert (told.who, told.detail["old_code"], told.detail["rows"]) == (officer, "33010105", moved)
    assert moved > 15
    officer.refresh_from_db()
    assert officer.area_code == "33"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("33010105", "เหมือนรหัสเดิม"), ("33010106", "มีหมู่บ้านรหัสนี้แล้ว"), ("99990101", "ไม่มีตำบลรหัส"), ("3301", "8 หลัก")],
)
def test_recode_refuses_in_thai_and_changes_nothing(code, sentence):
    village = make_village("33010105")
    make_village("33010106")
    with pytest.raises(ValidationError, match=sentence):
        recode(village, code, by=make_officer())
    assert Village.objects.get(pk=village.pk).code == "33010105"


def test_village_taken_in_by_mistake_is_taken_back_while_nothing_hangs_on_it():
    officer = make_officer()
    mistake, used = make_target(make_village("33010105")), make_target(make_village("33010106"))
    make_enrolment(used)
    remove_target(mistake, by=officer)
    assert Village.objects.filter(code="33010105").exists()
    with pytest.raises(ValidationError, match="ครัวเรือนเป้าหมาย"):
        remove_target(used, by=officer)
    assert list(TargetVillage.objects.all()) == [used]
    assert Event.objects.filter(verb="remove").count() == 1
