"""The pages of a village's money: sums are made and never typed, mistakes are taken back, doubts are asked."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.budget.actions import contribute, pay
from households.budget.actions import reverse as reverse_entry
from households.budget.book import reckoning_of
from households.models import BudgetLine, Contribution, Material, Payment
from samma.accounts.models import Event
from tests.factories import (
    DAY,
    make_budget_line,
    make_clerk,
    make_enrolment,
    make_officer,
    make_payment,
    make_target,
    make_village,
)
from tests.test_races import at_once
from villages.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(client):
    client.force_login(make_officer())
    return make_target()


def rows(*cells, there=0):
    data = {"form-TOTAL_FORMS": len(cells), "form-INITIAL_FORMS": there}
    for n, row in enumerate(cells):
        data |= {f"form-{n}-{name}": value for name, value in row.items()}
    return data


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def post(client, name, target, *cells, there=0):
    return client.post(reverse(name, args=[target.pk]), rows(*cells, there=there))


FOOD = {"category": "food", "item": "ค่าอาหาร", "source": "department", "planned": "๕,๐๐๐.๕๐"}


# --- the budget -------------------------------------------------------------------------------------------------------
def test_lines_are_typed_and_their_sum_is_made(client, target):
    goods = {"category": "material", "item": "ค่าวัสดุ", "source": "community", "planned": "16000"}
    assert post(client, "budget-grid", target, FOOD, goods, {"source": "department"}).status_code == 302
    assert list(target.budget_lines.values_list("number", "planned")) == [(1, Decimal("5000.50")), (2, Decimal(16000))]
    text = page(client, "budget-sums", target.pk)
    assert "21,000.50" in text and "เงินสมทบของชุมชน" in text


def test_a_line_is_mended_dropped_and_kept_while_paid_from(client, target):
    paid, idle = make_budget_line(target), make_budget_line(target)
    make_payment(paid)
    cell = {"of": paid.pk, "version": 1, "category": "food", "item": paid.item, "source": "department"}
    other = cell | {"of": idle.pk, "item": idle.item, "planned": "5000", "drop": "on"}
    refused = post(client, "budget-grid", target, cell | {"planned": "9", "drop": "on"}, other, there=2)
    assert "เพราะมีรายการจ่ายแล้ว" in refused.content.decode() and target.budget_lines.count() == 2
    assert post(client, "budget-grid", target, cell | {"planned": "7000.25"}, other, there=2).status_code == 302
    line = target.budget_lines.get()
    assert (line.pk, line.planned, line.version) == (paid.pk, Decimal("7000.25"), 2)
    assert line.history.count() == 2


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (FOOD | {"planned": "-5"}, "ติดลบ"),
        (FOOD | {"planned": "ห้าพัน"}, "จำนวนเงิน"),
        (FOOD | {"category": ""}, "โปรดกรอกช่องนี้"),
        (FOOD | {"item": "ค่าวัสดุก"}, ""),
    ],
)
def test_a_wrong_line_keeps_all_out(client, target, cell, sentence):
    make_budget_line(target, item="ค่าวัสดุก", source="department")
    response = post(client, "budget-grid", target, FOOD | {"item": "ค่าเอกสาร"}, cell)
    assert response.status_code == 200 and target.budget_lines.count() == 1
    assert (sentence or "มีรายการนี้จากแหล่งเงินนี้แล้ว") in response.content.decode()


def test_two_officers_on_one_line_lose_nothing(client, target):
    line = make_budget_line(target)
    cell = {"of": line.pk, "version": 1, "category": "food", "item": line.item, "source": "department"}
    assert post(client, "budget-grid", target, cell | {"planned": "6000"}, there=1).status_code == 302
    stale = post(client, "budget-grid", target, cell | {"planned": "7000"}, there=1)
    assert stale.status_code == 200 and "ระหว่างที่คุณแก้ไข" in stale.content.decode()
    assert target.budget_lines.get().planned == 6000


# --- payments ---------------------------------------------------------------------------------------------------------
def test_payments_are_asked_about_where_doubtful_and_entered(client, target):
    line = make_budget_line(target, planned=1000)
    activity = Activity.objects.create(target_village=target, kind="forum", on=DAY, spent=Decimal("250.75"))
    cell = {"on": "1/3/2560", "line": line.pk, "item": "อาหารกลางวัน"}
    over = post(client, "payment-grid", target, cell | {"amount": "800"}, cell | {"amount": "200.01"})
    assert "ซึ่งเหลือ 200 บาท" in over.content.decode() and not Payment.objects.exists()
    same = post(client, "payment-grid", target, cell | {"amount": "250.75"})
    assert "จะได้ไม่นับซ้ำ" in same.content.decode() and not Payment.objects.exists()
    offered = page(client, "payment-grid", target.pk, activity=activity.pk)
    assert 'value="250.75"' in offered
    done = post(client, "payment-grid", target, cell | {"amount": "250.75", "activity": activity.pk, "receipt": "ก 12"})
    assert done.status_code == 302
    payment = Payment.objects.get()
    assert (payment.amount, payment.activity, payment.village_code) == (Decimal("250.75"), activity, "33010105")
    assert "ตัวเลขตรงกันทุกรายการ" in page(client, "budget-sums", target.pk)
    sure = post(client, "payment-grid", target, cell | {"amount": "900", "confirmed": "on"})
    assert sure.status_code == 302
    assert "เกินงบที่ตั้งไว้ 1,000 บาท อยู่ 150.75 บาท" in page(client, "budget-sums", target.pk)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ({"amount": "0"}, "ต้องมากกว่า 0"),
        ({"amount": "5", "on": "1/1/2599"}, "อนาคต"),
        ({"amount": "5", "unit": "ตัว"}, "จำนวนที่ซื้อ"),
        ({"amount": "1.005"}, "สตางค์"),
    ],
)
def test_a_wrong_payment_is_refused_in_its_cell(client, target, cell, sentence):
    line = make_budget_line(target)
    response = post(client, "payment-grid", target, {"on": "1/3/2560", "line": line.pk, "item": "ของ"} | cell)
    assert response.status_code == 200 and sentence in response.content.decode()
    assert not Payment.objects.exists()


def test_a_line_or_activity_of_another_village_is_no_choice(client, target):
    elsewhere = make_target(make_village("33010106", "โนนอีก"))
    line = make_budget_line(elsewhere)
    cell = {"on": "1/3/2560", "line": line.pk, "item": "ของ", "amount": "5"}
    assert post(client, "payment-grid", target, cell).status_code == 200
    with pytest.raises(Exception, match="หมู่บ้านและปีเดียวกัน"):
        pay(
            make_budget_line(target), on=DAY, item="ของ", amount=Decimal(5), by=make_officer(), today=DAY,
            activity=Activity.objects.create(target_village=elsewhere, kind="forum", on=DAY),
        )  # fmt: skip
    assert not Payment.objects.exists()


def test_a_mistake_is_taken_back_once_by_its_counter_entry(client, target):
    payment = make_payment(make_budget_line(target), amount=Decimal("499.99"), quantity=Decimal("2.5"), unit="กก.")
    url = reverse("payment-reverse", args=[payment.pk])
    assert "รายการเดิมยังอยู่ในบัญชี" in client.get(url).content.decode()
    client.post(url)
    again = client.post(url, follow=True).content.decode()
    assert "รายการนี้กลับรายการแล้ว" in again
    counter = payment.correction
    assert (counter.amount, counter.quantity) == (Decimal("-499.99"), Decimal("-2.5"))
    assert Payment.objects.all().total() == 0 and Payment.objects.count() == 2
    assert reckoning_of(target).items == [], "nothing is bought, under whatever name"
    of_counter = client.post(reverse("payment-reverse", args=[counter.pk]), follow=True).content.decode()
    assert "เป็นการกลับรายการอยู่แล้ว" in of_counter and Payment.objects.count() == 2
    with pytest.raises(TypeError):
        payment.delete()


def test_every_number_opens_its_list(client, target):
    line, other = make_budget_line(target), make_budget_line(target)
    make_payment(line, item="ไก่ไข่", amount=300, quantity=3, unit="ตัว"), make_payment(other, item="น้ำดื่ม")
    text = page(client, "budget-sums", target.pk)
    assert f"{reverse('payment-list', args=[target.pk])}?line={line.pk}" in text
    listed = page(client, "payment-list", target.pk, line=line.pk)
    assert "ไก่ไข่" in listed and "น้ำดื่ม" not in listed and "รวม 300.00 บาท" in listed
    assert "น้ำดื่ม" not in page(client, "payment-list", target.pk, q="ไก่ไข่", bought="yes")


# --- the community's share --------------------------------------------------------------------------------------------
def test_the_community_puts_in_cash_and_labour(client, target):
    make_budget_line(target, planned=21000)
    cash = {"on": "1/3/2560", "kind": "cash", "item": "เงินสมทบกองทุนหมู่บ้าน"}
    refused = post(client, "contribution-grid", target, cash)
    assert "เงินสดต้องบอกจำนวนเงิน" in refused.content.decode()
    labour = {"on": "2/3/2560", "kind": "labour", "item": "แรงงานทำโรงเรือน", "quantity": "10", "unit": "วัน"}
    done = post(client, "contribution-grid", target, cash | {"value": "1,100.50"}, labour | {"value": "999.50"})
    assert done.status_code == 302 and Contribution.objects.all().total() == 2100
    text = page(client, "budget-sums", target.pk)
    assert "ร้อยละ 10.0 ของงบที่ตั้งไว้" in text and "ไม่ใช่ข้อบังคับ" in text
    client.post(reverse("contribution-reverse", args=[Contribution.objects.first().pk]))
    assert Contribution.objects.all().total() == Decimal("999.50")


# --- who and how much -------------------------------------------------------------------------------------------------
def test_province_reads_and_does_not_write(client):
    target = make_target()
    payment = make_payment(make_budget_line(target))
    client.force_login(make_clerk())
    text = page(client, "budget-sums", target.pk)
    assert (
        reverse("budget-grid", args=[target.pk]) not in text and reverse("payment-grid", args=[target.pk]) not in text
    )
    assert "กลับรายการ</a>" not in page(client, "payment-list", target.pk)
    for name, pk in [("budget-grid", target.pk), ("payment-grid", target.pk), ("payment-reverse", payment.pk)]:
        assert client.post(reverse(name, args=[pk])).status_code == 403


def fill(target, n):
    line = make_budget_line(target)
    for _ in range(n):
        activity = Activity.objects.create(target_village=target, kind="forum", on=DAY, spent=9)
        make_payment(line, activity=activity, item="ไก่ไข่", quantity=1, unit="ตัว")
        Contribution.objects.create(target_village=target, kind="labour", on=DAY, item="แรงงาน", value=1)
        Material.objects.create(enrolment=make_enrolment(target), item="ไก่ไข่", quantity=1, unit="ตัว")


@pytest.mark.parametrize(
    "name", ["budget-sums", "budget-grid", "payment-list", "payment-grid", "contribution-list", "material-list", "material-grid"]
)  # fmt: skip
def test_pages_cost_the_same_for_two_rows_and_for_twenty(client, name):
    officer = make_officer()
    few, many = make_target(), make_target(make_village("33010106", "โนนอีก"))
    fill(few, 2), fill(many, 20)
    counts = []
    for target in (few, many):
        client.force_login(officer)
        client.get(reverse(name, args=[target.pk]))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse(name, args=[target.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_was_done_is_in_the_audit():
    target, officer = make_target(), make_officer()
    payment = pay(make_budget_line(target), on=DAY, item="ของ", amount=Decimal(5), by=officer, today=DAY)
    contribute(target, on=DAY, kind="labour", item="แรงงาน", by=officer, today=DAY)
    reverse_entry(payment, by=officer, today=DAY + datetime.timedelta(days=1))
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["pay", "contribute", "reverse entry"]
    assert BudgetLine.objects.visible_to(make_officer("3302")).count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_take_back_one_payment():
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")
    payment, officer = make_payment(), make_officer()
    lost = at_once([lambda: reverse_entry(payment, by=officer, today=DAY) for _ in range(3)])
    assert lost == ["รายการนี้กลับรายการแล้ว"] * 2
    assert Payment.objects.all().total() == 0
