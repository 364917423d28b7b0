"""What the world is told beside the text: revisions, feeds, the map, who knows what; and what it is never told."""

import datetime
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from samma import thai
from samma.knowledge.models import State
from samma.knowledge.public.text import without_numbers
from samma.knowledge.search import write_words
from tests.factories import make_area, make_group, make_occupation, make_officer, make_sage, make_village
from tests.knowledge.pages import make_written
from tests.knowledge.public.test_public import make_published, public

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def tree(xml):
    """What a feed reader makes of our own answer; raises where it is no XML."""
    return ElementTree.fromstring(xml)  # noqa: S314


def read(client, name, *args, **query):
    page = client.get(reverse(name, args=args), query)
    assert page.status_code == 200, (name, page.status_code)
    return page.content.decode()


# --- the paper and its revision ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("3", "เป็นฉบับปัจจุบัน (ฉบับที่ 3)"),
        ("2", "เป็นฉบับเก่า (ฉบับที่ 2)"),
        ("4", None),
        ("0", None),
        ("x", None),
        ("-1", None),
        ("9" * 40, None),
    ],
)
def test_page_tells_whether_the_paper_in_hand_is_the_present_one(client, held, told):
    record = make_published(revision=3)

    text = client.get(public(record), {"r": held}).content.decode()

    assert ("เอกสารในมือท่าน" in text) == bool(told)
    assert told is None or told in text


def test_page_says_which_revision_it_is_and_when_it_was_approved(client):
    record = make_published(revision=2, approved_at=datetime.datetime(2018, 5, 1, 9, tzinfo=thai.BANGKOK))

    assert "ฉบับที่ 2 รับรองเมื่อ 1 พฤษภาคม 2561" in read(client, "record-public", record.slug)


# --- kept by all --------------------------------------------------------------------------------------------------------
@pytest.fixture
def whole(client):
    """One of everything on the public site, and its addresses."""
    record = make_published("3301", title="กล้วยตาก")
    make_sage(make_village("33010105"), consent=True)
    return {
        "record": public(record),
        "list": reverse("record-public-list"),
        "province": reverse("record-public-province", args=["33"]),
        "who": reverse("record-public-who"),
        "who of a province": reverse("record-public-who-province", args=["33"]),
        "feed": reverse("record-public-feed"),
        "feed of a province": reverse("record-public-province-feed", args=["33"]),
        "sitemap": reverse("record-public-sitemap"),
        "sitemap page": reverse("record-public-sitemap-page", args=[1]),
        "robots": reverse("record-public-robots"),
        "card": reverse("record-public-card", args=[record.slug]),
    }


def test_a_feed_of_no_dated_record_is_the_same_every_second(client):
    text = client.get(reverse("record-public-feed")).content.decode()
    assert "<lastBuildDate>Sun, 01 Oct 2017" in text


def test_every_public_answer_may_be_kept_by_a_proxy(client, whole, media, monkeypatch):
    monkeypatch.setattr(
        "samma.figures.timezone", SimpleNamespace(now=lambda: datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC))
    )  # a page says the minute it is of
    client.force_login(make_officer())
    for name, address in whole.items():
        page = client.get(address)
        again = client.get(address, headers={"If-None-Match": page["ETag"]})
        assert "public" in page["Cache-Control"] and "max-age=300" in page["Cache-Control"], name
        assert "Cookie" not in page.get("Vary", "") and not page.cookies, name
        assert (again.status_code, again.content) == (304, b""), name


@pytest.mark.parametrize(
    ("name", "most"), [("record", 4), ("list", 8), ("province", 8), ("who", 6), ("feed", 4), ("sitemap page", 4)]
)
def test_public_pages_cost_few_queries_however_many_rows(client, whole, name, most, django_assert_max_num_queries):
    for n in range(8):
        record = make_published("3301", title=f"เรื่องที่ {n}")
        make_sage(make_village("33010105"), consent=True)
        record.sections.create(order=7, heading="หัวข้อ", body="ข้อความ")
    with django_assert_max_num_queries(most) as seen:
        client.get(whole[name])
    assert not any("django_session" in query["sql"] for query in seen.captured_queries)


# --- lists ----------------------------------------------------------------------------------------------------------------
def test_list_is_narrowed_by_district_year_category_and_trade(client):
    make_area("330201", "สองสมมุติ")
    mine = make_published("3301", title="ผ้าทอ", year=2561, category="หมวดหนึ่ง", group=make_group())
    make_published("3302", title="ปลาร้า", year=2563)
    trade = make_occupation().parent_id

    for query in ({"district": "3301"}, {"year": "2561"}, {"trade": str(trade)}):
        text = read(client, "record-public-province", "33", **query)
        assert mine.title in text and "ปลาร้า" not in text, query


def test_countrys_page_counts_each_province(client):
    make_area("340101", "สี่สมมุติ")
    make_published("3301")
    make_published("3401")
    make_published("3401", state=State.APPROVED)

    context = client.get(reverse("record-public-list")).context
    assert context is None or [count for _area, count in context["provinces"]] == [1, 1]
    assert read(client, "record-public-list").count("1 เรื่อง") == 2


@pytest.mark.parametrize("name", ["record-public-list", "record-public-who", "record-public-places"])
def test_what_a_list_is_of_is_said_to_everybody_and_to_no_office(client, name):
    area = make_area("33")
    assert "· ทั้งประเทศ" in read(client, name)
    province = {"record-public-list": "record-public-province"}.get(name, f"{name}-province")
    page = read(client, province, "33")
    assert f"· {area.full_name}" in page and "ที่ดูแล" not in page


def test_a_bent_filter_is_no_error(client):
    make_published()
    for query in ({"year": "x"}, {"trade": "x"}, {"after": "x"}, {"district": "9' or 1=1"}, {"q": "x" * 500}):
        assert client.get("/k/p/33/", query).status_code == 200, query


# --- what is never told ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "โทร 081-234-5678",
        "๐๘๑ ๒๓๔ ๕๖๗๘",
        "0812345678",
        "054-123456",
        "0-4456-1234",
        "+66812345678",
        "1-2345-67890-12-3",
    ],
)
def test_numbers_of_persons_are_taken_out_of_the_text(text):
    shown = without_numbers(f"ติดต่อ {text} ได้ทุกวัน")
    assert shown == f"ติดต่อ {'โทร ' if 'โทร' in text else ''}(ไม่แสดงหมายเลข) ได้ทุกวัน"


@pytest.mark.parametrize(
    "text", ["รายได้ 120,000 บาท", "ปี 2560-2561", "อุณหภูมิ 80 องศา", "ขายได้ 1.0812345678 เท่า", "05/10/2561"]
)
def test_other_numbers_stay(text):
    assert without_numbers(text) == text


def everything(client, record):
    """All that the world reads of a record."""
    pages = [
        client.get(public(record)),
        client.get(reverse("record-public-list")),
        client.get(reverse("record-public-province", args=["33"])),
        client.get(reverse("record-public-feed")),
        client.get(reverse("record-public-who")),
    ]
    return "".join(page.content.decode() for page in pages)


def test_sage_who_did_not_agree_is_not_named_and_not_found_by_name(client):
    village = make_village("33010105")
    sage = make_sage(village, title="นาง", first_name="ปานดาว", last_name="ลับแล", phone="0899999999")
    record = make_published("33010105", sage=sage, owner="นางปานดาว ลับแล", title="ผ้าของ นางปานดาว ลับแล")
    record.sections.create(order=5, heading="ผู้รู้", body="ปานดาว ลับแล บ้านเลขที่ 12/3 โทร 089-999-9999")
    write_words([record])

    text = everything(client, record)

    assert "ปานดาว" not in text and "12/3" not in text and "999" not in text
    assert "เจ้าขององค์ความรู้" in text
    assert public(record) not in read(client, "record-public-list", q="ปานดาว")


def test_sage_who_agreed_is_credited_and_found(client):
    sage = make_sage(make_village("33010105"), first_name="ปานดาว", last_name="ใจดี", consent=True)
    record = make_published("33010105", sage=sage, owner="นางปานดาว ใจดี")

    assert "นางปานดาว ใจดี" in everything(client, record)
    assert public(record) in read(client, "record-public-list", q="ปานดาว")


# --- who knows this -------------------------------------------------------------------------------------------------------
def test_directory_tells_name_trade_and_district_of_those_who_agreed_and_nothing_more(client):
    village = make_village("33010105", "โนนลับ")
    private = {"phone": "0899999999", "address": "99 หมู่ 5", "birth_year": 2500, "note": "หมายเหตุลับ"}
    make_sage(village, first_name="ยินยอม", consent=True, expertise=make_occupation("ทอผ้า"), willing=True, **private)
    make_sage(village, first_name="ไม่ยินยอม", consent=False, expertise=make_occupation("ทอผ้า"))

    text = read(client, "record-public-who")

    assert "ยินยอม" in text and "ทอผ้า" in text and "ทุ่งสมมุติ4" in text and "ยินดีถ่ายทอดความรู้" in text
    assert not any(words in text for words in ("ไม่ยินยอม ", "นายไม่ยินยอม", "0899", "99 หมู่", "2500", "ลับ"))


def test_directory_is_searched_by_trade_and_narrowed_by_district(client):
    make_area("330201", "สองสมมุติ")
    make_sage(make_village("33010105"), first_name="ช่างทอ", consent=True, expertise=make_occupation("ทอผ้า"))
    make_sage(
        make_village("33020101", "อื่น"), first_name="ช่างปลา", consent=True, expertise=make_occupation("เลี้ยงปลา", "เกษตร")
    )

    assert "ช่างทอ" in read(client, "record-public-who", q="ทอผ้า")
    assert "ช่างปลา" not in read(client, "record-public-who", q="ทอผ้า")
    narrowed = read(client, "record-public-who-province", "33", district="3302")
    assert "ช่างปลา" in narrowed and "ช่างทอ" not in narrowed


def test_directory_leads_to_published_stories_only(client):
    sage = make_sage(make_village("33010105"), consent=True)
    make_published("33010105", sage=sage, title="เรื่องเปิด")
    make_written("33010105", sage=sage, title="เรื่องร่าง")

    text = read(client, "record-public-who")
    assert "เรื่องเปิด" in text and "เรื่องร่าง" not in text


# --- what programs read ---------------------------------------------------------------------------------------------------
def test_feed_is_rss_of_published_records_of_the_place(client):
    make_area("340101", "สี่สมมุติ")
    make_published("3301", title="ผ้า <ทอ> & ย้อม\x0b")
    make_published("3401", title="ของสี่")
    make_published("3301", title="ร่าง", state=State.DRAFT)

    def titles(name, *args):
        page = client.get(reverse(name, args=args))
        assert page["Content-Type"].startswith("application/rss+xml")
        return {item.findtext("title") for item in tree(page.content).iter("item")}

    assert titles("record-public-feed") == {"ผ้า <ทอ> & ย้อม", "ของสี่"}
    assert titles("record-public-province-feed", "34") == {"ของสี่"}
    assert client.get("/k/feed/p/99/").status_code == 404


def test_map_of_the_site_names_every_published_record_in_files_of_a_limited_size(client, monkeypatch):
    monkeypatch.setattr("samma.knowledge.public.feeds.PAGE", 2)
    records = [make_published() for _ in range(5)]
    make_published(state=State.APPROVED)

    index = tree(client.get("/sitemap.xml").content)
    files = [loc.text for loc in index.iter(f"{SITEMAP}loc")]
    places = [loc.text for file in files for loc in tree(client.get(file).content).iter(f"{SITEMAP}loc")]

    assert len(files) == 3
    assert {place for place in places if place.endswith(tuple(f"/k/{r.slug}/" for r in records))} == {
        f"http://testserver{public(record)}" for record in records
    }
    assert len(places) == len(set(places)) == 5 + 3  # the list, the directory and a province
    assert client.get("/k/sitemap-4.xml").status_code == client.get("/k/sitemap-0.xml").status_code == 404


def test_robots_are_led_to_the_map_and_kept_from_the_office(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text and "Disallow: /\n" in text and "Allow: /k/" in text


def test_record_tells_chats_and_search_engines_what_it_is(client, settings):
    settings.SITE_URL = "https://samma.example/"
    record = make_published(title='กล้วย "ตาก"')

    text = client.get(public(record), {"r": "1"}).content.decode()

    assert f'<link rel="canonical" href="https://samma.example/k/{record.slug}/">' in text
    assert f'<meta property="og:image" content="https://samma.example/k/{record.slug}/card.png">' in text
    assert '<meta property="og:title" content="กล้วย &quot;ตาก&quot;">' in text
    assert '<meta name="description" content="ความเป็นมาสมมุติ ทำทีละข้อ">' in text


def test_record_is_passed_on_to_line_and_facebook(client, settings):
    settings.SITE_URL = "https://samma.example/"
    record = make_published()

    text = client.get(public(record)).content.decode()

    there = f"https%3A%2F%2Fsamma.example%2Fk%2F{record.slug}%2F"
    assert f'href="https://line.me/R/share?text={there}"' in text
    assert f'href="https://www.facebook.com/sharer/sharer.php?u={there}"' in text


def test_text_is_shown_in_paragraphs_and_items(client):
    record = make_published()
    record.sections.create(order=5, heading="ขั้นตอน", body="เตรียมของ\n๑. ต้ม\n๒. ตาก")

    text = client.get(public(record)).content.decode()

    assert '<span class="typed-marker">๑.</span> <span>ต้ม</span>' in text and "<p><span>เตรียมของ</span></p>" in text
