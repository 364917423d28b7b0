"""The papers of one product: prefilled from its rows, blank to write on, in either digits, and the packet as one PDF."""

import pytest
from django.urls import reverse

from groups.models import Product
from samma.accounts.models import Event
from tests.factories import make_clerk, make_officer
from tests.paper_village import make_paper_village
from tests.pdf.readers import folded, read_raw

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def product(client):
    _target, officer = make_paper_village(households=2)
    client.force_login(officer)
    return Product.objects.get(name="น้ำพริกเผาโนนน้ำคำ")


def words(client, name, *args, **asked):
    answer = client.get(reverse(name, args=args), asked)
    assert answer["Content-Type"] == "application/pdf"
    return folded(read_raw(answer.content))


def test_the_packet_is_one_pdf_of_its_forms_filled_from_the_rows(client, product):
    found = words(client, "product-packet-pdf", product.pk)

    for said in [
        "ใบสมัครลงทะเบียนผู้ผลิต", "แบบข้อมูลผลิตภัณฑ์", "ภาพถ่ายผลิตภัณฑ์", "หนังสือมอบอำนาจ", "รายการตรวจเอกสาร",
        "น้ำพริกเผาโนนน้ำคำ", "กลุ่มทำน้ำพริกเผาบ้านโนนน้ำคำ", "นางน้ำผึ้ง ค่ำชุ่มฉ่ำ", "รอบที่ ๑/๒๕๖๐", "ขอมอบอำนาจให้ นายกล้า ปั้นน้ำ",
        "๓๓-๑-๐๐๕๖๐", "เลือกกลุ่มย่อยของอาหาร",
    ]:  # fmt: skip
        assert folded(said) in found, said
    assert Event.objects.get(verb="print").detail == {"paper": "otop-packet"}
    assert folded("รอบที่ 1/2560") in words(client, "product-packet-pdf", product.pk, digits="arabic")


def test_a_blank_form_knows_no_product(client, product):
    found = words(client, "product-paper-pdf", product.pk, "otop-product", kind="blank")

    assert folded("แบบข้อมูลผลิตภัณฑ์") in found and folded(product.name) not in found
    assert not Event.objects.filter(verb="print").exists()


def test_the_sheet_for_buyers_names_the_office_and_no_persons_telephone(client, product):
    found = words(client, "product-paper-pdf", product.pk, "product-sheet", digits="arabic")

    assert folded(product.name) in found and folded("3 ดาว ปี 2560") in found
    assert "081" not in found and folded("สอบถามผ่าน") in found


def test_one_product_prints_its_own_sheet_only_and_strangers_find_nothing(client, product):
    other = Product.objects.create(group=product.group, name="น้ำพริกตาแดง", product_type=1)

    assert folded("น้ำพริกตาแดง") not in words(client, "product-paper-pdf", product.pk, "otop-product")
    assert client.get(reverse("product-papers", args=[other.pk])).status_code == 200
    assert client.get(reverse("product-paper-pdf", args=[product.pk, "team-order"])).status_code == 404
    for stranger in (make_officer("3302"), make_clerk("34")):
        client.force_login(stranger)
        for name in ("product-papers", "product-packet-pdf"):
            assert client.get(reverse(name, args=[product.pk])).status_code == 404
