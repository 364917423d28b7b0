"""Two officers at once on one group, on PostgreSQL with real threads."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from groups.actions import close_month, correct_fund, post_fund, register
from groups.models import Bylaw, CommitteeTerm, FundEntry, Group, GroupActivity, Origin, Sale
from groups.sales.forms import SaleGrid
from samma.accounts.models import Event
from tests.factories import DAY, make_group, make_member, make_officer, make_product
from tests.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


TODAY = datetime.date(2017, 5, 1)


@pytest.fixture(autouse=True)
def only_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")


def make_ready_group():
    group = make_group(origin=Origin.EXISTING)
    member = make_member(group, person="นางคำ ใจดี")
    CommitteeTerm.objects.create(group=group, member=member, position="chair", started=DAY)
    Bylaw.objects.create(group=group, text="ข้อ 1", adopted=DAY)
    FundEntry.objects.create(group=group, on=DAY, kind="opening", item="เงินตั้งต้น", amount=100)
    GroupActivity.objects.create(group=group, on=DAY, what="ทอผ้าร่วมกัน")
    return group


def test_two_officers_register_once():
    group, officers = make_ready_group(), [make_officer(), make_officer()]

    lost = at_once([lambda officer=officer: register(group, by=officer, today=DAY) for officer in officers])

    assert lost == ["กลุ่มนี้ขึ้นทะเบียนแล้วเมื่อ 1 มีนาคม 2560"]
    assert Group.objects.registered().count() == 1
    assert Event.objects.filter(verb="register").count() == 1


def test_the_fund_is_not_spent_twice():
    group, officer = make_ready_group(), make_officer()
    spend = {"on": DAY, "kind": "expense", "item": "เส้นไหม", "amount": 60, "by": officer, "today": DAY}

    lost = at_once([lambda: post_fund(group, **spend) for _ in range(4)])

    assert len(lost) == 3
    assert all("เงินกองทุนมี 40.00 บาท" in sentence for sentence in lost)
    assert group.fund.all().balance() == 40


def test_twenty_writers_at_once_lose_no_entry_and_never_overdraw():
    """Ten pay in and ten pay out while a month is being closed: what was told as done is there, and adds up."""
    group, officer = make_ready_group(), make_officer()
    post = {"by": officer, "today": TODAY, "on": DAY}
    paid_in = [
        lambda n=n: post_fund(group, kind="saving", item=f"ออม {n}", amount=Decimal("10.25"), **post) for n in range(10)
    ]
    paid_out = [
        lambda n=n: post_fund(group, kind="expense", item=f"จ่าย {n}", amount=Decimal(60), **post) for n in range(9)
    ]
    closing = [lambda: close_month(group, datetime.date(2017, 3, 31), by=officer, today=TODAY)]

    lost = at_once([*paid_in, *paid_out, *closing])

    entries = list(group.fund.all())
    assert len(lost) == 20 - (len(entries) - 1) - group.closings.count()
    assert all("จ่ายเกินกว่านี้ไม่ได้" in sentence or "บัญชีปิดถึงวันที่" in sentence for sentence in lost)
    assert group.fund.all().balance() == sum(entry.amount for entry in entries) >= 0
    assert Event.objects.filter(verb="post_fund").count() == len(entries) - 1
    assert group.closings.get().balance == group.fund.all().balance()


def test_an_entry_is_taken_back_once():
    group, officer = make_ready_group(), make_officer()
    entry = group.fund.get()

    lost = at_once([lambda: correct_fund(entry, by=officer, today=DAY) for _ in range(3)])

    assert lost == ["รายการนี้กลับรายการแล้ว"] * 2
    assert group.fund.all().balance() == 0


def test_a_month_of_sales_typed_twice_at_once_is_one_row_and_one_is_told():
    group, officer = make_ready_group(), make_officer()
    product = make_product(group)
    stored = []

    def type_in(amount):
        cells = {"product": product.pk, "market": "", "version": 0, "quantity": "", "amount": amount}
        sent = {f"form-0-{name}": str(cell) for name, cell in cells.items()}
        sent |= {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}
        grid = SaleGrid(sent, user=officer, group=group, month=DAY)
        stored.extend([amount] if grid.store() is not None else [])

    at_once([lambda amount=amount: type_in(amount) for amount in ("500", "900")])

    assert len(stored) == 1
    assert [str(sale.amount) for sale in Sale.objects.all()] == [f"{stored[0]}.00"]
