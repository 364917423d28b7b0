"""What a piece costs and leaves: own labour is asked for and never silently 0; below cost is told plainly."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from groups.models import CostSheet
from groups.products.costs.reckoning import Costing, costing, warnings
from samma.accounts.models import Event
from tests.factories import make_officer, make_product

D = Decimal
satang = st.decimals(0, 10**7, places=2)


def test_own_labour_turns_a_gain_into_a_loss_and_both_are_shown():
    cost = Costing(batch=D(20), others=D(2_620), labour=D(3_840), price=D(250))

    assert (cost.per_piece, cost.margin, cost.percent) == (D("323.00"), D("-73.00"), D("-29.2"))
    assert (cost.margin_without_labour, cost.percent_without_labour) == (D("119.00"), D("47.6"))
    assert warnings(cost, "ผืน") == [
        "ขายต่ำกว่าทุน: ทุนผืนละ 323.00 บาท ขาย 250.00 บาท ขาดทุนผืนละ 73.00 บาท",
        "ถ้าไม่คิดค่าแรงของสมาชิกเอง จะเหมือนมีกำไรผืนละ 119.00 บาท ซึ่งเป็นค่าแรงที่สมาชิกไม่ได้รับ",
    ]


def test_labour_that_nobody_has_said_is_not_nothing():
    cost = Costing(batch=D(3), others=D(100), labour=None, price=None)

    assert cost.per_piece == D("33.33") and cost.margin is None
    assert warnings(cost, "") == ["ต้นทุนนี้ยังไม่รวมค่าแรงของสมาชิก แรงงานของสมาชิกเองคิดเป็นเงินเท่าไร"]


@given(st.decimals(1, 10**5, places=2), satang, satang, st.decimals(1, 10**6, places=2))
def test_price_is_cost_and_margin_to_the_satang(batch, others, labour, price):
    cost = Costing(batch=batch, others=others, labour=labour, price=price)

    assert cost.per_piece + cost.margin == price
    assert abs(cost.per_piece * batch - cost.total) <= batch * D("0.005")
    assert cost.margin <= cost.margin_without_labour
    assert cost.is_below_cost == (cost.per_piece > price)


# --- the page ---------------------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


@pytest.fixture
def product(client):
    client.force_login(make_officer())
    return make_product(unit="ผืน", price=250)


def sheet(lines, **head):
    data = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": "0", "head-on": "1/3/2560", "head-batch": "๒๐"}
    data |= {f"head-{name}": value for name, value in head.items()}
    for n, line in enumerate(lines):
        names = ("kind", "item", "quantity", "unit", "price")
        data |= {f"form-{n}-{name}": value for name, value in zip(names, line, strict=True)}
    return data


SILK = ("material", "เส้นไหม", "1.2", "กก.", "๑,๙๐๐.-")


def test_an_empty_own_labour_line_is_asked_about_and_kept_as_unknown(client, product):
    url = reverse("product-costs", args=[product.pk])

    asked = client.post(url, sheet([SILK], price="250"))
    assert "แรงงานของสมาชิกเองคิดเป็นเงินเท่าไร" in asked.content.decode() and not CostSheet.objects.exists()
    assert 'value="เส้นไหม"' in asked.content.decode()

    client.post(url, sheet([SILK], price="250", confirmed="on"))
    kept = CostSheet.objects.get()
    assert kept.labour_quantity is None and costing(kept).total == D("2280.00")
    assert Event.objects.get(object_type="groups.costsheet").detail["confirmed"]
    assert "ยังไม่ได้คิด" in client.get(reverse("cost-sheet", args=[kept.pk])).content.decode()


def test_a_sheet_is_written_mended_and_never_twice_a_day(client, product):
    url = reverse("product-costs", args=[product.pk])
    own = {"labour_quantity": "12", "labour_unit": "คน-วัน", "labour_price": "๓๒๐", "price": "250"}

    client.post(url, sheet([SILK, ("", "", "", "", "")], **own))
    kept = CostSheet.objects.get()
    assert costing(kept) == Costing(batch=D(20), others=D(2_280), labour=D(3_840), price=D(250))
    assert "ขายต่ำกว่าทุน" in client.get(reverse("product-detail", args=[product.pk])).content.decode()

    twice = client.post(url, sheet([SILK], **own))
    assert "มีใบคิดต้นทุนของวันนี้แล้ว" in twice.content.decode()

    edit = reverse("cost-edit", args=[kept.pk])
    mended = sheet([("material", "เส้นไหม", "2", "กก.", "1900"), ("energy", "ฟืน", "1", "", "60")], **own)
    stale = client.post(edit, mended | {"head-version": "0"})
    assert "มีผู้อื่นบันทึกใบคิดต้นทุนนี้" in stale.content.decode()
    client.post(edit, mended | {"head-version": kept.version})
    kept.refresh_from_db()
    assert costing(kept).others == D(3_860) and kept.lines.count() == 2


@pytest.mark.parametrize(
    ("lines", "head", "sentence"),
    [
        ([("material", "ไหม", "-5", "", "10")], {}, "จำนวนติดลบไม่ได้"),
        ([("material", "ไหม", "1", "", "ไม่มี")], {}, "ไม่มี"),
        ([("material", "ไหม", "1", "", "-5")], {}, "ติดลบไม่ได้"),
        ([("material", "ไหม", "1", "", "1000000000000")], {}, "มากเกินไป"),
        ([SILK], {"price": "1000000000000"}, "มากเกินไป"),
        ([SILK], {"labour_price": "ไม่มี"}, "ไม่ใช่จำนวนเงิน"),
        ([("material", "ไหม", "", "", "10")], {}, "ใส่จำนวน"),
        ([SILK], {"batch": "0"}, "จำนวนที่ผลิตได้ต่อรอบต้องมากกว่า 0"),
        ([SILK], {"labour_quantity": "3", "labour_price": ""}, "ใส่ทั้งจำนวนและบาทต่อหน่วย"),
        ([("", "", "", "", "")], {}, "ใส่ค่าใช้จ่ายอย่างน้อย 1 รายการ"),
        ([SILK], {"on": (localdate() + datetime.timedelta(days=1)).isoformat()}, "วันที่ต้องไม่อยู่ในอนาคต"),
    ],
    ids=[
        "minus",
        "no number",
        "below nothing",
        "ten to the twelfth",
        "price too high",
        "labour in words",
        "no quantity",
        "no batch",
        "half labour",
        "no lines",
        "tomorrow",
    ],
)
def test_what_cannot_be_is_refused_beside_its_cell(client, product, lines, head, sentence):
    own = {"labour_quantity": "1", "labour_price": "300"}

    page = client.post(reverse("product-costs", args=[product.pk]), sheet(lines, **own | head))

    assert sentence in page.content.decode() and not CostSheet.objects.exists()


def test_a_new_sheet_begins_as_the_last_one(client, product):
    own = {"labour_quantity": "12", "labour_price": "320"}
    client.post(reverse("product-costs", args=[product.pk]), sheet([SILK], **own))

    page = client.get(reverse("product-costs", args=[product.pk])).content.decode()

    assert 'value="เส้นไหม"' in page and 'value="320"' in page
