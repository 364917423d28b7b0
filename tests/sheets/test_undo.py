"""What an import did can be taken back: as a whole while nothing was built on it, or one merged row by itself."""

import datetime

import pytest
from django.utils import timezone

from households.models import Enrolment, Household
from samma.accounts.models import Event
from samma.sheets import undoing
from samma.sheets.models import Merge, SheetLog, SheetRun
from tests.factories import (
    make_enrolment,
    make_group,
    make_household,
    make_member,
    make_officer,
    make_target,
    make_visit,
)
from tests.sheets.imports import begin, household, press, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    make_target()
    user = make_officer()
    client.force_login(user)
    return user


def stored(client, *rows, **answers):
    """An import that went through."""
    run, url = begin(client, upload(*rows))
    if answers:
        press(client, url, "mend", **answers)
    page = press(client, url, "confirm")
    run.refresh_from_db()
    assert run.state == "stored", page
    return run, url


def test_rows_that_the_import_made_go_and_rows_that_it_changed_are_as_they_were(client, officer):
    there = make_enrolment(
        number=1, household=make_household(title="นาง", first_name="แก้ว", last_name="เดิม", house_no="7")
    )
    version = there.household.version
    run, url = stored(client, household(1, "นางแก้ว เดิม", "7/1"), household(2, "นายใหม่ สมมุติ", "8"))
    there.household.refresh_from_db()
    assert there.household.house_no == "7/1" and Enrolment.objects.count() == 2

    page = press(client, url, "undo")

    assert "ยกเลิกการนำเข้าแล้ว ข้อมูลกลับเป็นอย่างเดิม" in page
    there.household.refresh_from_db()
    assert there.household.house_no == "7" and list(Enrolment.objects.all()) == [there]
    assert list(Household.objects.all()) == [there.household]
    assert there.household.version > version + 1  # an edit form opened meanwhile is stale
    run.refresh_from_db()
    assert (run.state, run.undone_by, run.key, SheetLog.objects.count()) == ("undone", officer, "", 0)
    event = Event.objects.get(verb="undo import")
    assert (event.who, event.object_id, event.detail) == (officer, str(run.pk), {"register": "households", "rows": 2})
    assert str(event) == "ยกเลิกการนำเข้าไฟล์ การนำเข้าไฟล์"


def test_undoing_is_in_the_history_of_each_row(client, officer):
    there = make_enrolment(
        number=1, household=make_household(title="นาง", first_name="แก้ว", last_name="เดิม", house_no="7")
    )
    _run, url = stored(client, household(1, "นางแก้ว เดิม", "7/1"), household(2, "นายใหม่ สมมุติ", "8"))
    new = Household.objects.exclude(pk=there.household.pk).get()
    press(client, url, "undo")
    assert there.household.history.first().history_user == officer
    assert Household.history.filter(id=new.pk).first().history_type == "-"
    assert Household.history.filter(id=new.pk).first().history_user == officer


def test_what_was_changed_since_stands_in_the_way_row_by_row(client, officer):
    run, url = stored(client, household(1, "นางแก้ว สมมุติ", "7"), household(2, "นายใหม่ สมมุติ", "8"))
    row = Household.objects.get(house_no="8")
    row.house_no, row.version = "8/8", row.version + 1
    row.save()

    page = press(client, url, "undo")

    assert "ยกเลิกการนำเข้านี้ไม่ได้" in page and "แถวที่ 3: ครัวเรือน" in page and "ถูกแก้ไขหลังการนำเข้า" in page
    assert "แถวที่ 2" not in page and Enrolment.objects.count() == 2
    run.refresh_from_db()
    assert run.state == "stored"


def test_what_hangs_on_a_new_row_stands_in_the_way(client, officer):
    run, url = stored(client, household(1, "นางแก้ว สมมุติ", "7"), household(2, "นายใหม่ สมมุติ", "8"))
    first, second = Enrolment.objects.order_by("number")
    make_visit(first, officer)
    make_member(make_group(), second)
    sentences = undoing.obstacles(run)
    assert [s[:9] for s in sentences] == ["แถวที่ 2:", "แถวที่ 3:"]
    assert "การเยี่ยม" in sentences[0] and "สมาชิก" in sentences[1]
    assert all(sentence in press(client, url, "undo") for sentence in ("แถวที่ 2:", "แถวที่ 3:"))


def test_after_thirty_days_it_stays(client, officer):
    _run, url = stored(client, household(1, "นางแก้ว สมมุติ", "7"))
    assert "ยกเลิกการนำเข้าครั้งนี้" in client.get(url).content.decode()
    SheetRun.objects.update(stored_at=timezone.now() - datetime.timedelta(days=30, minutes=1))
    assert "ภายใน 30 วันเท่านั้น" in press(client, url, "undo") and Enrolment.objects.count() == 1
    assert "ยกเลิกการนำเข้าครั้งนี้" not in client.get(url).content.decode()


def test_an_officer_elsewhere_undoes_nothing(client, officer):
    _run, url = stored(client, household(1, "นางแก้ว สมมุติ", "7"))
    client.force_login(make_officer("3302"))
    assert client.post(url, {"do": "undo"}).status_code == 404 and Enrolment.objects.count() == 1


def test_the_log_is_encrypted(client, officer):
    run, _url = stored(client, household(1, "นางแก้ว สมมุติ", "7"))
    (log,) = run.log.all()
    assert b"household" not in bytes(log.entries)
    assert [entry[:2] for entry in run.unlock(log.entries)][:2] == [
        [2, "households.household"],
        [2, "households.enrolment"],
    ]


# --- merges -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def near(officer):
    """A household that the next file comes near."""
    return make_household(title="นาง", first_name="แก้ว", last_name="ใจดี", house_no="7/1")


def test_a_near_household_is_asked_about_and_never_merged_unasked(client, near):
    run, url = begin(client, upload(household(1, "นางแก้วตา  ใจดี", "7/1")))
    page = client.get(url).content.decode()
    assert run.counts == {"doubtful": 1} and "ยืนยันนำเข้า" not in page
    assert 'name="answer-2:same?"' in page and f'value="same:{near.pk}"' in page
    assert "ยังมีที่" not in press(client, url, "mend", **{"answer-2:same?": "new"})
    press(client, url, "confirm")
    assert Household.objects.count() == 2 and not Merge.objects.exists()


def test_a_merge_is_listed_and_can_be_parted(client, near, officer):
    _run, url = stored(client, household(1, "นางแก้วตา  ใจดี", "7/1"), **{"answer-2:same?": f"same:{near.pk}"})
    assert Household.objects.count() == 1
    near.refresh_from_db()
    (merge,) = client.get(url).context["merges"]
    assert merge["number"] == 2 and "นางแก้วตา" in merge["cells"] and "7/1" in merge["with"]

    page = press(client, url, "split", merge=str(merge["pk"]))

    assert "แยกแถวที่ 2 เป็นรายการใหม่แล้ว" in page and "แยกแล้ว" in page
    near.refresh_from_db()
    assert (near.title, near.enrolments.count()) == ("นาง", 0)
    (new,) = Household.objects.exclude(pk=near.pk)
    assert new.enrolments.get().number == 1
    assert Event.objects.get(verb="split").detail == {"register": "households", "number": 2}
    assert "แยกออกไปแล้ว" in press(client, url, "split", merge=str(merge["pk"]))


def test_a_parted_import_can_still_be_undone(client, near):
    run, url = stored(
        client, household(1, "นางแก้วตา  ใจดี", "7/1"), household(2, "นายใหม่ สมมุติ", "8"),
        **{"answer-2:same?": f"same:{near.pk}"},
    )  # fmt: skip
    press(client, url, "split", merge=str(run.merges.get().pk))
    assert Household.objects.count() == 3
    assert "ข้อมูลกลับเป็นอย่างเดิม" in press(client, url, "undo")
    assert list(Household.objects.all()) == [near] and not Enrolment.objects.exists()


def test_what_was_built_on_a_merge_stands_in_the_way_of_parting(client, near, officer):
    run, url = stored(client, household(1, "นางแก้วตา  ใจดี", "7/1"), **{"answer-2:same?": f"same:{near.pk}"})
    make_visit(Enrolment.objects.get(), officer)
    page = press(client, url, "split", merge=str(run.merges.get().pk))
    assert "ต่อจากข้อมูลที่นำเข้าแล้ว" in page and Household.objects.count() == 1


def test_all_doubts_of_a_kind_are_answered_at_once(client, officer):
    for name in ("แก้ว", "คำปัน"):
        make_household(title="นาง", first_name=name, last_name="ใจดี", house_no="7/1" if name == "แก้ว" else "8/1")
    run, url = begin(client, upload(household(1, "นางแก้วตา ใจดี", "7/1"), household(2, "นางคำปันตา ใจดี", "8/1")))
    assert run.counts == {"doubtful": 2}
    labels = {one["value"]: one["label"] for one in client.get(url).context["alike"]}
    assert labels["same?:new"] == "เพิ่มใหม่ทุกแถวที่ถามแบบนี้ (2 แถว)"
    press(client, url, "mend", alike="same?:new")
    run.refresh_from_db()
    assert run.counts == {"new": 2} and run.answers == {"2:same?": "new", "3:same?": "new"}
