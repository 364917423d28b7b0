"""Material of a village on one sheet: pasted for all households, worth what quantity and price say, signed for."""

from decimal import Decimal

import pytest
from django.urls import reverse

from households.models import Material
from households.rules import worth
from samma.accounts.models import Event
from tests.factories import make_budget_line, make_enrolment, make_officer, make_payment, make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(client):
    client.force_login(make_officer())
    return make_target()


def give(client, target, *cells, there=0, giving=True):
    data = {"form-TOTAL_FORMS": len(cells), "form-INITIAL_FORMS": there}
    for n, row in enumerate(cells):
        data |= {f"form-{n}-{name}": value for name, value in row.items()}
    return client.post(f"{reverse('material-grid', args=[target.pk])}{'?give=1' if giving else ''}", data)


HENS = {
    "item": "พันธุ์ไก่ไข่",
    "quantity": "๕",
    "unit": "ตัว",
    "unit_price": "120.50",
    "received_on": "1/3/2560",
    "signed": "on",
}


@pytest.mark.parametrize(
    ("quantity", "price", "told", "value"),
    [("5", "120.50", None, "602.50"), ("2.5", "33.33", None, "83.33"), (None, "5", "9", "9"), ("3", None, None, None)],
)
def test_worth_is_made_to_the_satang(quantity, price, told, value):
    made = worth(*(None if n is None else Decimal(n) for n in (quantity, price, told)))
    assert made == (None if value is None else Decimal(value))


def test_all_households_of_the_village_on_one_sheet(client, target):
    enrolments = [make_enrolment(target) for _ in range(20)]
    sheet = client.get(reverse("material-grid", args=[target.pk])).content.decode()
    assert sheet.count("data-row") == 20 + 1  # and the blank one
    cells = [HENS | {"enrolment": e.pk} for e in enrolments] + [{"enrolment": enrolments[0].pk}]
    assert give(client, target, *cells).status_code == 302
    assert Material.objects.count() == 20, "a row without words is no material"
    material = enrolments[3].materials.get()
    assert (material.value, material.signed, material.village_code) == (Decimal("602.50"), True, target.village_code)
    listed = client.get(reverse("material-list", args=[target.pk])).content.decode()
    assert "602.50" in listed and "ลงลายมือชื่อแล้ว" in listed


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"value": "600"}, "5 × 120.50 คือ 602.50 บาท"),
        ({"quantity": "ห้า"}, "ไม่ใช่จำนวน"),
        ({"quantity": "", "value": "600"}, "ใส่หน่วยแล้ว"),
        ({"received_on": ""}, "โปรดใส่วันที่รับ"),
        ({"received_on": "1/1/2599"}, "อนาคต"),
        ({"quantity": "0"}, "มากกว่า 0"),
        ({"enrolment": ""}, "โปรดกรอกช่องนี้"),
    ],
)
def test_a_wrong_cell_keeps_all_rows_out(client, target, change, sentence):
    first, second = make_enrolment(target), make_enrolment(target)
    response = give(client, target, HENS | {"enrolment": first.pk}, HENS | {"enrolment": second.pk} | change)
    assert response.status_code == 200 and sentence in response.content.decode()
    assert not Material.objects.exists()


def test_more_than_was_bought_is_asked_about(client, target):
    make_payment(make_budget_line(target), item="พันธุ์ไก่ไข่", quantity=8, unit="ตัว")
    cells = [HENS | {"enrolment": make_enrolment(target).pk} for _ in range(2)]
    asked = give(client, target, *cells)
    assert "อยู่ 2 ตัว" in asked.content.decode() and not Material.objects.exists()
    cells[1] |= {"confirmed": "on"}
    assert give(client, target, *cells).status_code == 302
    assert Event.objects.filter(detail__confirmed__isnull=False).count() == 1
    sums = client.get(reverse("budget-sums", args=[target.pk])).content.decode()
    assert "พันธุ์ไก่ไข่ (ตัว) แจก 10 มากกว่าที่ซื้อและชุมชนสมทบ 8 อยู่ 2" in sums


def test_what_stands_is_mended_and_dropped_and_the_value_follows(client, target):
    enrolment = make_enrolment(target)
    keep, drop = (
        Material.objects.create(enrolment=enrolment, item="ด้าย", quantity=2, unit="ม้วน", unit_price=30) for _ in "ab"
    )
    cell = {"version": 1, "enrolment": enrolment.pk, "item": "ด้าย", "quantity": "2", "unit": "ม้วน", "unit_price": "30"}
    rows = [
        cell | {"of": keep.pk, "quantity": "3", "value": "60"},
        cell | {"of": drop.pk, "value": "60", "drop": "on"},
    ]
    assert give(client, target, *rows, there=2, giving=False).status_code == 302
    left = Material.objects.get()
    assert (left.pk, left.value, left.version) == (keep.pk, Decimal(90), 2)
    assert Event.objects.filter(verb="remove").count() == 1
