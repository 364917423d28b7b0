"""The old posting ends and the new one starts: at once or on its day, once, by those who may, and with nothing half written."""

import datetime
from functools import partial

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import Http404
from django.urls import reverse

from samma.accounts.events import record, record_all
from samma.accounts.models import Event, Transfer, User
from samma.accounts.transfers import call_off, carry_out_due, order_transfer
from tests.factories import (
    make_clerk,
    make_department,
    make_household,
    make_officer,
    make_sage,
    make_target,
    make_trainer_user,
    make_village,
)
from tests.test_races import at_once
from villages.models import Village

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)
NOW = datetime.datetime(2026, 11, 30, 3, tzinfo=datetime.UTC)
LATER = TODAY + datetime.timedelta(days=10)


def order(leaving, taking=None, *, by=None, on=TODAY, area_code="3301"):
    by = by or make_department()
    return order_transfer(leaving, area_code=area_code, taking=taking, on=on, by=by, today=TODAY, now=NOW)


def place(user):
    return User.objects.get(pk=user.pk).area_code


def test_the_old_officer_sees_nothing_and_the_new_one_sees_all(client, django_user_model):
    target = make_target()
    old, new = make_officer(), make_officer("")
    page = reverse("target-detail", args=[target.pk])
    client.post(reverse("account_login"), {"login": old.username, "password": "samma-test"})
    assert client.get(page).status_code == 200
    assert UserSession.objects.filter(user=old).count() == 1

    transfer = order(old, new)

    assert transfer.done_at == NOW and (place(old), place(new)) == ("", "3301")
    assert client.get(page).status_code == 302, "signed out everywhere"
    client.force_login(old)
    assert client.get(page).status_code == 404
    client.force_login(new)
    assert client.get(page).status_code == 200
    event = Event.objects.get(verb="transfer")
    assert event.area_code == "3301" and event.detail["leaving"] == old.pk and event.detail["taking"] == new.pk


def test_a_day_to_come_is_waited_for_and_whoever_knocks_first_carries_it_out(client, settings):
    target = make_target()
    old, new = make_officer(), make_officer("")
    page = reverse("target-detail", args=[target.pk])
    transfer = order(old, new, on=TODAY + datetime.timedelta(days=10))
    client.force_login(old)
    if datetime.date.today() < LATER:  # noqa: DTZ011 - the page asks its own clock
        assert client.get(page).status_code == 200
    carry_out_due(User.objects.get(pk=new.pk), today=LATER - datetime.timedelta(days=1), now=NOW)
    assert place(old) == "3301"
    knocking = User.objects.get(pk=new.pk)
    carry_out_due(knocking, today=LATER, now=NOW)
    assert (place(old), place(new), knocking.area_code) == ("", "3301", "3301")
    transfer.refresh_from_db()
    assert transfer.done_at == NOW
    assert set(User.objects.filter(pk__in=[old.pk, new.pk]).values_list("posting_changes_on", flat=True)) == {None}
    client.force_login(old)
    assert client.get(page).status_code == 404


def test_the_first_page_of_the_day_carries_it_out(client):
    target = make_target()
    old, new = make_officer(), make_officer("")
    order(old, new, on=LATER)
    for person in (old, new):
        User.objects.filter(pk=person.pk).update(posting_changes_on=datetime.date(2020, 1, 1))
    Transfer.objects.update(on=datetime.date(2020, 1, 1))
    client.force_login(new)
    assert client.get(reverse("target-detail", args=[target.pk])).status_code == 200
    assert place(old) == ""


def test_an_order_that_waits_is_called_off():
    old, new = make_officer(), make_officer("")
    chief = make_officer(is_head=True)
    transfer = order(old, new, by=chief, on=LATER)
    call_off(transfer, by=chief, now=NOW)
    knocking = User.objects.get(pk=old.pk)
    assert knocking.posting_changes_on is None
    carry_out_due(knocking, today=LATER, now=NOW)
    assert place(old) == "3301"
    with pytest.raises(ValidationError, match="ไปแล้ว"):
        call_off(transfer, by=chief, now=NOW)
    assert order(old, new, by=chief).done_at


def test_a_head_is_followed_by_a_head_by_order_of_the_department():
    chief, new = make_officer(is_head=True), make_officer("")
    order(chief, new)
    chief.refresh_from_db(), new.refresh_from_db()
    assert (chief.is_head, new.is_head, new.area_code) == (False, True, "3301")


@pytest.mark.parametrize(
    ("make_by", "words"),
    [
        (make_officer, "ส่งมอบพื้นที่ได้โดยกรม"),
        (lambda: make_officer("3302", is_head=True), "ส่งมอบพื้นที่ได้โดยกรม"),
        (make_clerk, "ส่งมอบพื้นที่ได้โดยกรม"),
    ],
    ids=["a colleague", "head of the next district", "the province"],
)
def test_others_may_not(make_by, words):
    old = make_officer()
    with pytest.raises(ValidationError, match=words):
        order(old, by=make_by())
    assert place(old) == "3301" and not Transfer.objects.exists()


def test_what_cannot_be_is_refused_in_thai():
    chief, old = make_officer(is_head=True), make_officer()
    cases = [
        ((chief, None), {"by": chief}, "ของตนเองไม่ได้"),
        ((old, old), {}, "คนละคน"),
        ((old, make_officer("3302")), {}, "ยังมีพื้นที่อื่นอยู่"),
        ((old, make_clerk("")), {}, "ไม่ใช่บัญชีเจ้าหน้าที่อำเภอ"),
        ((make_officer("3302"), None), {}, "ไม่ได้ปฏิบัติงานในพื้นที่นี้แล้ว"),
        ((old, None), {"on": datetime.date(2020, 1, 1)}, "เกินหนึ่งปี"),
    ]
    for people, more, words in cases:
        with pytest.raises(ValidationError, match=words):
            order(*people, **more)
    order(old, on=LATER)
    with pytest.raises(ValidationError, match="รอวันมีผลอยู่แล้ว"):
        order(old, on=LATER)
    assert Transfer.objects.count() == 1


# --- the last minute --------------------------------------------------------------------------------------------------
def test_a_write_begun_before_the_end_and_sent_after_it_writes_nothing():
    old, household = make_officer(), make_household()
    in_hand = User.objects.get(pk=old.pk)  # as his request loaded him
    order(old)
    before = Event.objects.count()

    @transaction.atomic
    def save(write):
        Village.objects.update(name="เปลี่ยนแล้ว")
        write()

    for write in (partial(record, "edit", household, by=in_hand), partial(record_all, "edit", [household], by=in_hand)):
        with pytest.raises(Http404):
            save(write)
    assert Event.objects.count() == before and not Village.objects.filter(name="เปลี่ยนแล้ว").exists()


def test_on_the_day_itself_a_write_that_was_begun_the_day_before_writes_nothing():
    old, household = make_officer(), make_household()
    order(old, on=LATER)
    User.objects.filter(pk=old.pk).update(posting_changes_on=datetime.date(2020, 1, 1))
    with pytest.raises(Http404):
        record("edit", household, by=User.objects.get(pk=old.pk))


def test_trainers_and_the_department_hold_no_district():
    for writer in (make_trainer_user(make_sage(make_village())), make_department(), None):
        record("edit", make_household(), by=writer)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_order_it_at_once_and_officers_who_write_meanwhile():
    """One order stands; every write of the old officer is whole before it, or is told that there is no such page."""
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")
    household, new = make_household(), make_officer("")
    for _round in range(8):
        old = make_officer()
        in_hand, told = User.objects.get(pk=old.pk), []

        def write(in_hand=in_hand, told=told):
            try:
                with transaction.atomic():
                    record("edit", household, by=in_hand)
            except Http404:
                told.append(1)

        orders = [partial(order, old, new if n == 0 else None, by=make_department()) for n in range(2)]
        lost = at_once([*orders, *[write] * 6])

        assert len(lost) == 1 and "ไม่ได้ปฏิบัติงานในพื้นที่นี้แล้ว" in lost[0]
        moment = Event.objects.filter(verb="transfer", detail__leaving=old.pk).get().pk
        written = list(Event.objects.filter(who=old).values_list("pk", flat=True))
        assert all(pk < moment for pk in written), "nothing was written after the posting had ended"
        assert len(written) + len(told) == 6
        User.objects.filter(pk=new.pk).update(area_code="")
