"""The admin asks the rules of a group's pages: what they refuse or ask, it refuses or asks too."""

from decimal import Decimal

import pytest
from django.urls import reverse

from groups.actions import close_month, post_fund
from groups.fund.book import Month
from groups.models import CommitteeTerm, FundEntry, GroupActivity, IncomeShare, Membership
from samma import thai
from tests.factories import DAY, make_department, make_enrolment, make_group, make_member, make_occupation, train

pytestmark = pytest.mark.django_db
TODAY = DAY.replace(month=6)


@pytest.fixture
def add(client):
    """`add("fundentry", amount=…)` sends the admin's form; its errors, or nothing when it was stored."""
    client.force_login(make_department())

    def send(model, **sent):
        page = client.post(reverse(f"admin:groups_{model}_add"), sent)
        return page.context["adminform"].form.errors if page.context else {}

    return send


def test_an_expense_is_typed_as_it_stands_on_paper_and_stays_within_the_fund(add):
    group = make_group()
    post_fund(group, on=DAY, kind="saving", item="ออม", amount=Decimal(100), by=None, today=TODAY)
    entry = {"group": group.pk, "on": "1/3/2560", "kind": "expense", "item": "ด้าย"}

    assert "จ่ายเกินกว่านี้ไม่ได้" in add("fundentry", **entry, amount="100.01")["amount"][0]
    assert not add("fundentry", **entry, amount="๖๐")

    assert group.fund.all().balance() == 40


def test_a_closed_month_takes_no_entry(add):
    group = make_group()
    close_month(group, Month(2017, 3).last, by=None, today=TODAY)
    entry = {"group": group.pk, "on": "1/3/2560", "kind": "saving", "item": "ออม", "amount": "5"}

    assert "บัญชีปิดถึงวันที่" in add("fundentry", **entry)["on"][0]


def test_a_counter_entry_takes_its_amount_from_the_entry_it_takes_back(add):
    group = make_group()
    wrong = post_fund(group, on=DAY, kind="saving", item="ออม", amount=Decimal(100), by=None, today=TODAY)
    entry = {"group": group.pk, "on": "2/3/2560", "kind": "correction", "item": "ลงผิด", "corrects": wrong.pk}

    assert not add("fundentry", **entry, amount="7")

    assert FundEntry.objects.get(corrects=wrong).amount == -100


def test_members_are_asked_for_as_on_the_page(add):
    group, stranger = make_group(), make_enrolment()
    other = make_enrolment(occupation=make_occupation("เลี้ยงไก่", "เกษตร"))
    train(other)
    row = {"group": group.pk, "joined": thai.thai_date(DAY)}

    assert "ยังไม่ผ่านการฝึกอบรม" in add("membership", **row, enrolment=stranger.pk)["enrolment"][0]
    assert "โปรดบอกเหตุผล" in add("membership", **row, enrolment=other.pk)["note"][0]
    assert not add("membership", **row, enrolment=other.pk, note="อาชีพเสริม")

    assert Membership.objects.get().note == "อาชีพเสริม"


def test_the_committee_comes_from_the_members_and_two_offices_are_asked_about(add):
    group = make_group()
    member = make_member(group, None, person="นายหนึ่ง นาดี")
    gone = make_member(group, None, person="นายสอง นาดี", left=DAY)
    elsewhere = make_member(make_group(), None, person="นายสาม นาดี")
    CommitteeTerm.objects.create(group=group, member=member, position="chair", started=DAY)
    row = {"group": group.pk, "position": "treasurer", "started": "1/3/2560"}

    assert "สมาชิกของกลุ่มนี้" in add("committeeterm", **row, member=elsewhere.pk)["member"][0]
    assert "สมาชิกปัจจุบัน" in add("committeeterm", **row, member=gone.pk)["member"][0]
    assert "เป็นทั้งประธานและเหรัญญิก" in add("committeeterm", **row, member=member.pk)["position"][0]

    assert not CommitteeTerm.objects.filter(position="treasurer").exists()


def test_nobody_gets_more_than_came_in(add):
    group = make_group()
    member = make_member(group, None, person="นายหนึ่ง นาดี")
    activity = GroupActivity.objects.create(group=group, on=DAY, what="ทอผ้า", income=100)

    assert "เกินรายได้" in add("incomeshare", activity=activity.pk, member=member.pk, amount="100.01")["amount"][0]
    assert not add("incomeshare", activity=activity.pk, member=member.pk, amount="100")

    assert IncomeShare.objects.get().amount == 100
