"""The calendar: what is planned and held by month, week and day, kept to the area, and the file for other calendars."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from samma.progress.calendar.entries import entries_of
from samma.progress.calendar.ics import escape, fold
from samma.progress.calendar.sheet import month_of, week_of, weeks
from tests.factories import DAY, make_clerk, make_department, make_officer, make_target, make_village, make_year
from villages.actions import hold_activity
from villages.models import PlanItem, PlanState

pytestmark = pytest.mark.django_db
MARCH = datetime.date(2017, 3, 1)
ONE = datetime.timedelta(1)


@pytest.fixture
def officer(client):
    user = make_officer("3301")
    client.force_login(user)
    return user


def plan(target, on=DAY, kind="survey", **extra):
    return PlanItem.objects.create(target_village=target, kind=kind, on=on, **extra)


def march(user, **said):
    span = month_of(MARCH)
    return entries_of(user, span.first, span.past, today=datetime.date(2017, 3, 10), **said)


# --- which entries ----------------------------------------------------------------------------------------------------
def test_planned_and_held_stand_once_each_with_their_state(officer):
    target = make_target()
    held = plan(target, DAY, "forum")
    hold_activity(target, "forum", DAY, by=officer)
    late, called_off = plan(target, DAY + ONE), plan(target, DAY + 2 * ONE, called_off="น้ำท่วม")
    coming = plan(target, DAY + 20 * ONE)
    plan(target, datetime.date(2017, 4, 1))
    found = {entry.key: entry.state for entry in march(officer)}
    assert f"plan-{held.pk}" not in found and len(found) == 4
    assert found[f"plan-{late.pk}"] == PlanState.OVERDUE and found[f"plan-{coming.pk}"] == PlanState.AHEAD
    assert found[f"plan-{called_off.pk}"] == PlanState.CALLED_OFF and PlanState.HELD in found.values()


def test_what_takes_days_stands_on_each_of_them_also_across_the_month(officer):
    target = make_target()
    plan(target, datetime.date(2017, 2, 27), "lead_course", until=datetime.date(2017, 3, 2))
    sheet = weeks(month_of(MARCH), march(officer), MARCH)
    assert [day.on.day for week in sheet for day in week if day.entries] == [1, 2]
    assert all(len(week) == 7 and week[0].on.weekday() == 0 for week in sheet)
    assert week_of(MARCH).title == "27 ก.พ. – 5 มี.ค. 2560" and month_of(MARCH).title == "มีนาคม 2560"


def test_the_calendar_keeps_to_the_area_and_narrows_by_village_and_kind(client, officer):
    here = make_target(make_village("33010105", "โนนใกล้"))
    beside = make_target(make_village("33010206", "โนนข้าง"))
    far = make_target(make_village("33020101", "โนนลับ"))
    for target in (here, beside, far):
        plan(target)
    plan(here, kind="course")
    assert {entry.village for entry in march(officer)} == {"บ้านโนนใกล้", "บ้านโนนข้าง"}
    assert len(march(make_clerk("33"))) == 4
    url, march_on = reverse("calendar"), {"on": "2017-03-01"}
    page = client.get(url, march_on | {"area": "33010105", "kind": "course"})
    assert page.context["count"] == 1
    text = client.get(url, march_on | {"area": "33020101"}).content.decode()
    assert "โนนลับ" not in text and "บ้านโนนใกล้" in text  # a place of elsewhere narrows nothing
    assert (
        "มีนาคม 2560" in text and "พฤหัสบดี" in text and "2017" not in re.sub(r'(href|value|data-\S+)="[^"]*"', "", text)
    )


@pytest.mark.parametrize("asked", ["ก", "0000-00-00", "2017-02-30", "\0", ""])
def test_a_bent_day_shows_today(client, officer, asked):
    page = client.get(reverse("calendar"), {"on": asked, "view": "x", "area": "x'", "kind": "x"})
    span = page.context["span"]
    assert page.status_code == 200 and span.first <= timezone.localdate() < span.past


def test_a_month_costs_the_same_for_two_entries_and_for_sixty(client, officer, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(15) as spent:
            client.get(reverse("calendar"), {"on": "2017-03-01"})
        return len(spent)

    plan(make_target()), plan(make_target())
    first = cost()
    for n in range(1, 21):
        target = make_target(make_village(f"330102{n:02}"))
        PlanItem.objects.bulk_create(
            PlanItem(target_village=target, village_code=target.village_code, kind="forum", on=DAY) for _n in range(3)
        )
    assert cost() == first


# --- a day ------------------------------------------------------------------------------------------------------------
def test_a_day_opens_add_here_for_the_plan_and_for_what_was_held(client, officer):
    target = make_target()
    url = f"{reverse('calendar-day')}?on=2017-03-01"
    assert "วันพุธที่ 1 มีนาคม 2560" in client.get(url).content.decode()
    said = {"target_village": target.pk, "kind": "forum", "topic": "ประชาคม", "time_from": "๙.๓๐"}
    client.post(url, said | {"plan": "1"})
    item = PlanItem.objects.get()
    assert (item.on, item.topic, item.hours_label) == (MARCH, "ประชาคม", "09.30 น.")
    answer = client.post(url, said | {"hold": "1"})
    assert answer.url == f"{reverse('activity-new', args=[target.pk])}?kind=forum&on=2017-03-01"
    assert client.get(answer.url).context["form"]["on"].value() == MARCH
    page = client.post(url, {"kind": "forum", "plan": "1"})
    assert page.context["form"].errors["target_village"] and PlanItem.objects.count() == 1


def test_a_day_takes_no_village_of_elsewhere_and_asks_about_another_year(client, officer):
    stranger, target = make_target(make_village("33020101")), make_target(year=make_year(2560))
    url = f"{reverse('calendar-day')}?on=2017-12-01"
    for village in (stranger, target):
        page = client.post(url, {"target_village": village.pk, "kind": "forum", "plan": "1"})
        assert page.status_code == 200 and "target_village" in page.context["form"].errors
    client.post(url, {"target_village": target.pk, "kind": "forum", "plan": "1", "confirmed": "on"})
    assert PlanItem.objects.get().target_village == target


def test_who_reads_gets_no_form_and_the_country_chooses_a_district_first(client):
    make_target()
    url = f"{reverse('calendar-day')}?on=2017-03-01"
    client.force_login(make_clerk("33"))
    assert client.get(url).context["form"] is None
    client.force_login(make_department())
    assert "เลือกพื้นที่ก่อนเพิ่มรายการ" in client.get(url).content.decode()
    assert client.get(f"{url}&area=33").context["form"] is None
    assert client.get(f"{url}&area=3301").status_code == 200


# --- the file ---------------------------------------------------------------------------------------------------------
def unfolded(body):
    return body.decode().replace("\r\n ", "").split("\r\n")


def test_the_file_holds_what_is_to_come_escaped_and_folded(client, officer):
    target = make_target()
    today = timezone.localdate()
    topic = "ประชุม; วาระ 1, 2\nคู่มือ \\ เอกสาร " + "ยาวมาก" * 20
    item = plan(
        target, today, topic=topic.replace("\n", " "), time_from=datetime.time(9, 0), time_to=datetime.time(16, 0)
    )
    PlanItem.objects.filter(pk=item.pk).update(topic=topic)
    plan(target, today + ONE, "lead_course", until=today + 4 * ONE, called_off="เลื่อน", responsible="นายเจ้าหน้าที่ ลับ")
    answer = client.get(reverse("calendar-ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and lines[0] == b"BEGIN:VCALENDAR" and lines[-2] == b"END:VCALENDAR"
    assert all(line.decode() for line in lines[:-1])  # no letter is cut in two
    whole = unfolded(answer.content)
    assert f"DTSTART:{today:%Y%m%d}T020000Z" in whole and f"DTEND:{today:%Y%m%d}T090000Z" in whole
    assert f"DTSTART;VALUE=DATE:{today + ONE:%Y%m%d}" in whole and f"DTEND;VALUE=DATE:{today + 5 * ONE:%Y%m%d}" in whole
    said = next(line for line in whole if line.startswith("DESCRIPTION:"))
    assert said.startswith("DESCRIPTION:ประชุม\\; วาระ 1\\, 2\\nคู่มือ \\\\ เอกสาร ยาว") and "STATUS:CANCELLED" in whole
    assert "ลับ" not in answer.content.decode() and len({x for x in whole if x.startswith("UID:")}) == 2


def test_control_letters_go_and_short_lines_stay():
    assert escape("ก\x00ข\r\nค\x7f") == "กข\\nค"
    assert fold("x" * 75) == "x" * 75 and fold("x" * 76) == "x" * 75 + "\r\n x"
