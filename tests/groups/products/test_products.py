"""A group's products: what is refused, what runs out and is told, pictures, stars, registration and renewal."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from groups.models import Origin, ProductPhoto, ProductStandard, ProductStars
from groups.products.rules import Ready, doubts, expiry, faults, runs_out, unmet
from samma.accounts.models import Event
from tests.factories import DAY, make_clerk, make_group, make_officer, make_otop, make_product, make_target

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


def ahead(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.fixture
def product(client):
    client.force_login(make_officer())
    return make_product(make_group(origin=Origin.EXISTING), unit="ผืน", price=250)


def page_of(client, product):
    return client.get(reverse("product-detail", args=[product.pk])).content.decode()


# --- rules ------------------------------------------------------------------------------------------------------------
def test_young_plants_are_no_food_and_food_names_its_kind():
    assert "ขึ้นทะเบียน OTOP เป็นประเภทอาหารไม่ได้" in faults(1, "ต้นกล้าพริก", "fresh")["product_type"]
    assert faults(1, "น้ำพริก", "") == {"food_kind": "เลือกกลุ่มย่อยของอาหาร 1 ใน 3 กลุ่ม"}
    assert doubts(1, "น้ำพริกตราต้นกล้า") and not doubts(1, "น้ำพริก")
    assert faults(4, "ไม้ประดับในขวด", "") == {}


@pytest.mark.parametrize(
    ("days", "tone", "told"), [(91, "ok", False), (90, "warn", True), (0, "warn", True), (-1, "stop", True)]
)
def test_what_runs_out_within_ninety_days_is_told(days, tone, told):
    assert expiry(ahead(days), TODAY)["tone"] == tone and runs_out(ahead(days), TODAY) == told
    assert expiry(None, TODAY)["word"] == "ไม่ทราบวันหมดอายุ" and not runs_out(None, TODAY)


def test_what_is_left_before_a_round_is_said_in_order():
    known = dict.fromkeys(
        ["group_may_register", "has_story", "has_materials", "has_capacity", "has_price", "has_photo"], True
    )
    packet = dict.fromkeys(
        ["has_packet", "has_kind", "has_link", "in_district", "thai_nationals", "has_applicant"], True
    )

    assert unmet(Ready(**known)) == ["กรอกข้อมูลผู้ผลิตในแฟ้มขึ้นทะเบียน"]
    assert unmet(Ready(**known | packet)) == []
    assert unmet(Ready(**known | packet | {"has_link": False, "papers_left": ("แผนที่",)})) == [
        "เลือกการเชื่อมโยงกับชุมชนอย่างน้อย 1 ข้อ",
        "แนบแผนที่",
    ]


# --- pages ------------------------------------------------------------------------------------------------------------
def test_a_plant_is_refused_as_food_and_a_name_like_one_is_asked(client, product):
    url = reverse("product-edit", args=[product.pk])
    sent = {"name": "ต้นกล้าพริก", "product_type": 1, "food_kind": "fresh", "version": product.version}

    assert "ประเภทอาหารไม่ได้" in client.post(url, sent).content.decode()
    assert "ยืนยันว่าถูกต้อง" in client.post(url, sent | {"name": "น้ำพริกตราต้นกล้า"}).content.decode()
    client.post(url, sent | {"name": "น้ำพริกตราต้นกล้า", "confirmed": "on"})

    product.refresh_from_db()
    assert product.type_words == "อาหาร · ผลผลิตทางการเกษตรที่ใช้บริโภคสด" and product.history.count() == 2


def test_a_standard_that_runs_out_is_told_on_product_and_group(client, product):
    url = reverse("product-standard", args=[product.pk])
    soon = localdate() + datetime.timedelta(days=10)

    refused = client.post(url, {"standard-kind": "other"})
    assert "ชื่อมาตรฐานอื่น ใส่เมื่อเลือก" in refused.content.decode()
    client.post(url, {"standard-kind": "tcps", "standard-number": "๑๗/๒๕๕๗", "standard-expires": soon.isoformat()})

    kept = ProductStandard.objects.get()
    assert kept.expires == soon and "เหลือ 10 วัน" in page_of(client, product)
    group = client.get(reverse("group-detail", args=[product.group_id])).content.decode()
    assert f"มาตรฐาน {kept} ของ{product.name} เหลือ 10 วัน" in group


def picture():
    out = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(out, "PNG")
    out.seek(0)
    out.name = "ผ้า.png"
    return out


def test_pictures_are_made_anew_and_one_is_the_packets(client, product):
    url = reverse("product-photos", args=[product.pk])
    client.post(url, {"add": "1", "photos": [picture(), picture()]})
    product.refresh_from_db()
    first, second = product.photos.all()
    assert product.packet_photo == first and (first.width, first.height) == (1200, 675)

    def rows(*chosen):
        data = {"photos-TOTAL_FORMS": 2, "photos-INITIAL_FORMS": 2}
        for n, photo in enumerate((first, second)):
            data |= {f"photos-{n}-pk": photo.pk, f"photos-{n}-order": n + 1, f"photos-{n}-caption": f"ภาพ {n}"}
            data |= {f"photos-{n}-for_packet": "on"} if photo in chosen else {}
        return data

    assert "เลือกภาพ 4×6 นิ้วได้ภาพเดียว" in client.post(url, rows(first, second)).content.decode()
    client.post(url, rows(second) | {"photos-0-drop": "on"})

    product.refresh_from_db()
    assert [p.caption for p in ProductPhoto.objects.all()] == ["ภาพ 1"] and product.packet_photo == second
    client.force_login(make_officer("3302"))
    assert client.get(reverse("photo", args=[second.pk])).status_code == 404


def test_stars_of_earlier_years_stay(client, product):
    url = reverse("product-stars", args=[product.pk])
    for year, stars in (("2564", 3), ("๒๕๖๖", 4)):
        client.post(url, {"stars-year": year, "stars-stars": stars})
    twice = client.post(url, {"stars-year": "2566", "stars-stars": 5}).content.decode()

    assert "มีผลการคัดสรรของปีนี้แล้ว" in twice
    assert [str(won) for won in ProductStars.objects.all()] == ["4 ดาว ปี 2566", "3 ดาว ปี 2564"]
    edit = reverse("stars-edit", args=[ProductStars.objects.get(year=2564).pk])
    assert "ปีที่คัดสรรยังมาไม่ถึง" in client.post(edit, {"year": "2699", "stars": 3}).content.decode()
    client.post(edit, {"year": "2562", "stars": 5})
    assert ProductStars.objects.get(year=2562).stars == 5


def test_a_producer_without_a_link_to_his_community_is_refused(client, product):
    url = reverse("product-register", args=[product.pk])
    sent = {"register-number": "๓๓๐๑", "register-registered_on": "1/3/2560", "register-producer_kind": "group"}

    assert "เลือกการเชื่อมโยงกับชุมชนอย่างน้อย 1 ข้อ" in client.post(url, sent).content.decode()
    client.post(url, sent | {"register-links": ["by_production", "by_benefit"]})

    kept = product.otop.get()
    assert kept.links == ["ชุมชนมีส่วนร่วมในการผลิต", "ชุมชนได้รับผลประโยชน์"]


def test_a_group_of_the_programme_registers_itself_first(client, product):
    young = make_product(make_group())
    assert "ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน" in page_of(client, young)

    sent = {"number": "1", "registered_on": "1/3/2560", "producer_kind": "group", "links": "by_benefit"}
    page = client.post(
        reverse("product-register", args=[young.pk]), {f"register-{name}": value for name, value in sent.items()}
    )

    assert page.status_code == 200 and not young.otop.exists()


def test_a_renewal_moves_the_end_and_keeps_what_was(client, product):
    otop = make_otop(product, expires=DAY + datetime.timedelta(days=30))
    url = reverse("otop-renew", args=[otop.pk])
    later = localdate() + datetime.timedelta(days=900)

    assert "วันใหม่ต้องหลังวันเดิม" in client.post(url, {"expires": "1/3/2560"}).content.decode()
    client.post(url, {"expires": later.isoformat()})

    otop.refresh_from_db()
    assert otop.expires == later
    assert [version.expires for version in otop.history.all()] == [later, DAY + datetime.timedelta(days=30)]
    assert Event.objects.get(verb="renew_otop").detail["before"] == "2017-03-31"
    assert "เดิมถึง 31 มี.ค. 2560" in page_of(client, product)


def test_who_reads_only_sees_no_forms(client, product):
    client.force_login(make_clerk())
    page = page_of(client, product)
    assert "เพิ่มมาตรฐาน" not in page and product.name in page
    assert client.get(reverse("product-edit", args=[product.pk])).status_code == 403


def test_a_groups_page_costs_the_same_with_one_product_and_with_many(client, product):
    def cost():
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("group-detail", args=[product.group_id]))
        return len(found)

    make_otop(product)
    few = cost()
    for _ in range(8):
        more = make_product(product.group)
        make_otop(more)
        ProductStandard.objects.create(product=more, kind="gap")
    assert cost() == few


def test_what_runs_out_waits_on_the_officers_home(client, product):
    make_target(product.group.village)
    ProductStandard.objects.create(product=product, kind="gap", expires=localdate() + datetime.timedelta(days=30))
    over = make_product(product.group, ended=localdate())  # no longer made: no longer renewed
    make_otop(over, expires=localdate())
    assert "ใกล้หมดอายุหรือหมดอายุแล้ว" not in page_of(client, over)

    work = {item["title"]: item for item in client.get(reverse("home")).context["work"]}

    waits = work["มาตรฐานหรือทะเบียน OTOP หมดอายุแล้วหรือใกล้หมดอายุ"]
    assert waits["status"]["word"] == "1 ผลิตภัณฑ์"
    assert [row["cells"][0]["text"] for row in client.get(waits["url"]).context["rows"]] == [product.name]
