"""Twenty by five ticks: days are made with their dates, ticks make a household trained, nobody's tick is undone unseen."""

import datetime

import pytest
from django.urls import reverse

from households.models import Attendance, Enrolment
from samma.accounts.models import Event
from tests.factories import DAY, make_enrolment, make_officer, make_target, make_team, make_village, train
from villages.models import Activity, ActivityKind

pytestmark = pytest.mark.django_db
DAYS = range(1, 6)


@pytest.fixture
def target(client):
    client.force_login(make_officer())
    return make_team().target_village


def page_of(client, target):
    return client.get(reverse("attendance-grid", args=[target.pk]))


def opened(client, target):
    """What the page's form would post if nothing were touched."""
    formset = page_of(client, target).context["formset"]
    data = {f"form-{name}": value for name, value in formset.management_form.initial.items()}
    for form in [*formset.forms, formset.days]:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, "", False):
                data[form.add_prefix(name)] = form.fields[name].widget.format_value(value) if "on_" in name else value
    return data


def post(client, target, data):
    return client.post(reverse("attendance-grid", args=[target.pk]), data)


def dated(days=DAYS):
    return {f"days-on_{n}": f"{n}/4/2560" for n in days} | {f"days-place_{n}": "ศาลากลางบ้าน" for n in days}


def ticks(row, days=DAYS):
    return {f"form-{row}-day_{n}": "on" for n in days}


def test_five_ticks_make_a_household_trained(client, target):
    whole, part = make_enrolment(target), make_enrolment(target)
    data = opened(client, target) | dated() | ticks(0) | ticks(1, [1, 2]) | {"form-1-who": "นางไพลิน ใจงาม"}
    assert post(client, target, data).status_code == 302
    assert list(Enrolment.objects.trained()) == [whole]
    assert [a.on.day for a in target.activities.order_by("day_no")] == [1, 2, 3, 4, 5]
    assert set(part.attendances.values_list("who", flat=True)) == {"นางไพลิน ใจงาม"}
    page = page_of(client, target).content.decode()
    assert "ผ่านการอบรมแล้ว 1 จาก 2 ครัวเรือน" in page and reverse("enrolment-edit", args=[part.pk]) in page


def test_tick_on_a_day_without_a_date_is_refused_and_kept(client, target):
    make_enrolment(target)
    response = post(client, target, opened(client, target) | dated([1]) | ticks(0, [1, 2]))
    assert "มีครัวเรือนที่เลือกว่ามาวันที่ 2 โปรดใส่วันที่จัด" in response.content.decode()
    assert not Attendance.objects.exists() and not Activity.objects.exists()
    assert response.context["formset"].forms[0]["day_2"].value()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"days-on_1": "2/4/2560", "days-on_2": "1/4/2560"}, "วันที่ 2 ต้องอยู่หลังวันที่ 1"),
        ({"days-on_1": "31/4/2560"}, "เมษายน"),
        ({"days-place_1": "ศาลากลางบ้าน"}, "โปรดใส่วันที่จัด"),
    ],
    ids=["out of order", "no such day", "place without a day"],
)
def test_wrong_day_is_refused(client, target, days, sentence):
    make_enrolment(target)
    assert sentence in post(client, target, opened(client, target) | days).content.decode()
    assert not Activity.objects.exists()


def test_day_before_the_team_is_complete_is_asked(client):
    client.force_login(make_officer())
    target = make_team(seats=3).target_village
    make_enrolment(target)
    data = opened(client, target) | dated([1]) | ticks(0, [1])
    assert "ทีมวิทยากรยังขาด 2 คน" in post(client, target, data).content.decode()
    assert not Activity.objects.exists()
    page = post(client, target, data | {"days-confirmed": "on"}).content.decode()
    assert "โปรดเขียนเหตุผล" in page and not Activity.objects.exists()
    sure = {"days-confirmed": "on", "days-reason": "คนที่สี่ป่วย"}
    assert post(client, target, data | sure).status_code == 302
    assert Activity.objects.get().reason == "คนที่สี่ป่วย"
    assert "ยังขาด 2 คน" in str(Event.objects.get(verb="confirm").detail)


def test_day_outside_the_fiscal_year_is_asked(client, target):
    make_enrolment(target)
    data = opened(client, target) | {"days-on_1": "1/4/2561"}
    assert "อยู่นอกปีงบประมาณ 2560" in post(client, target, data).content.decode()


def test_untick_takes_the_day_back(client, target):
    enrolment = make_enrolment(target)
    train(enrolment)
    data = opened(client, target)
    del data["form-0-day_5"]
    assert post(client, target, data).status_code == 302
    assert sorted(enrolment.attendances.values_list("activity__day_no", flat=True)) == [1, 2, 3, 4]


def test_what_another_ticked_meanwhile_stays(client, target):
    """Both officers had the sheet open: each writes what he changed, and neither undoes the other's."""
    enrolment = make_enrolment(target)
    train(enrolment)
    Attendance.objects.filter(activity__day_no__in=[4, 5]).delete()
    data = opened(client, target)
    Attendance.objects.create(enrolment=enrolment, activity=Activity.objects.get(day_no=4))
    post(client, target, data | ticks(0, [1, 2, 3, 5]))
    assert enrolment.attendances.count() == 5


def test_day_changed_by_another_meanwhile_is_told_and_not_overwritten(client, target):
    make_enrolment(target)
    day = Activity.objects.create(target_village=target, kind=ActivityKind.COURSE, day_no=1, on=DAY, place="วัด")
    data = opened(client, target)
    Activity.objects.filter(pk=day.pk).update(place="โรงเรียน")
    page = post(client, target, data | {"days-place_1": "ศาลากลางบ้าน"}).content.decode()
    assert "มีผู้อื่นบันทึกวันนี้เป็น" in page and "โรงเรียน" in page
    day.refresh_from_db()
    assert day.place == "โรงเรียน"


def test_day_that_was_held_can_be_moved(client, target):
    enrolment = make_enrolment(target)
    train(enrolment)
    later = DAY + datetime.timedelta(days=20)
    post(client, target, opened(client, target) | {"days-on_5": f"{later.day}/{later.month}/2560"})
    assert Activity.objects.get(day_no=5).on == later and enrolment.attendances.count() == 5


def test_row_of_another_village_is_404(client, target):
    make_enrolment(target)
    stranger = make_enrolment(make_target(make_village("33010106")))
    response = post(client, target, opened(client, target) | {"form-0-of": stranger.pk})
    assert response.status_code == 404
