"""The public site: published records and nothing else, without phone and address, without a cookie."""

import uuid

import pytest
from django.urls import reverse

from samma.knowledge import actions
from samma.knowledge.models import State
from samma.knowledge.reading import NO_HEADING
from samma.photos import clean_photo
from tests.factories import make_area, make_officer
from tests.knowledge.pages import make_written
from tests.knowledge.test_record_pages import picture

pytestmark = pytest.mark.django_db
PRIVATE = {"phone": "0891112222", "address": "บ้านเลขที่ 7 หมู่ที่ 1"}


def make_published(area_code="3301", **extra):
    make_area("330101")
    return make_written(area_code, **{"state": State.PUBLISHED} | PRIVATE | extra)


def public(record):
    return reverse("record-public", args=[record.slug])


def test_published_record_is_read_by_anyone_without_phone_or_address(client):
    record = make_published(title="กล้วยตากพลังแสงอาทิตย์", position="ปราชญ์ชุมชน")

    page = client.get(public(record))

    text = page.content.decode()
    assert page.status_code == 200
    assert all(words in text for words in ("กล้วยตากพลังแสงอาทิตย์", "นางสมใจ ใจงาม", "ปราชญ์ชุมชน", "ทำทีละข้อ"))
    assert "089" not in text and "บ้านเลขที่" not in text
    assert not page.cookies and "public" in page["Cache-Control"]


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.APPROVED])
def test_record_that_is_not_published_has_the_answer_of_one_that_never_was(client, state):
    record = make_published(state=state)

    page, nothing = client.get(public(record)), client.get(reverse("record-public", args=["neverthere"]))

    assert page.status_code == nothing.status_code == 404
    assert page.content == nothing.content
    assert "เอกสารนี้ยังไม่เผยแพร่" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_photo_is_public_while_its_record_is(client):
    record = make_published(state=State.DRAFT)
    (photo,) = actions.add_photos(record, [clean_photo(picture())], by=make_officer())
    other = make_published()
    url = reverse("record-public-photo", args=[record.slug, photo.pk])

    before = client.get(url).status_code
    type(record).objects.filter(pk=record.pk).update(state=State.PUBLISHED)
    after = client.get(url)

    assert after.getvalue().startswith(b"\xff\xd8")  # a JPEG
    assert (before, after.status_code, after["Content-Type"]) == (404, 200, "image/jpeg")
    assert client.get(reverse("record-public-photo", args=[other.slug, photo.pk])).status_code == 404
    assert client.get(reverse("record-public-photo", args=[record.slug, uuid.uuid4()])).status_code == 404
    assert (
        client.get(reverse("photo", args=[photo.pk])).status_code == 302
    )  # the office's photo page asks who is looking


def test_list_finds_published_records_only(client):
    make_published(title="กล้วยตาก")
    make_published(title="ข้าวฮาง")
    make_published(title="ร่างกล้วย", state=State.APPROVED)

    everything = client.get(reverse("record-public-list")).content.decode()
    found = client.get(reverse("record-public-list"), {"q": "กล้วย"}).content.decode()

    assert "กล้วยตาก" in everything and "ข้าวฮาง" in everything and "ร่างกล้วย" not in everything
    assert "กล้วยตาก" in found and "ข้าวฮาง" not in found
    assert "0891112222" not in everything


def test_province_shows_its_own(client):
    make_area("340101")
    make_published("3301", title="ของสามสาม")
    make_published("3401", title="ของสามสี่")

    page = client.get(reverse("record-public-province", args=["34"])).content.decode()

    assert "ของสามสี่" in page and "ของสามสาม" not in page
    assert client.get("/k/p/99/").status_code == 404


def test_rest_of_the_owners_block_that_nobody_placed_is_not_public(client):
    record = make_published()
    record.sections.create(order=9, heading=NO_HEADING, body="บ้าน 054-123456, มือถือ 081-9998877")

    assert "9998877" not in client.get(public(record)).content.decode()


def test_public_text_is_shown_as_characters(client):
    record = make_published(title="<script>alert(1)</script>")

    assert "<script>alert" not in client.get(public(record)).content.decode()


def test_public_pages_show_nothing_of_who_is_signed_in(client):
    record = make_published()
    stranger = client.get(public(record)).content
    client.force_login(make_officer(first_name="เจ้าหน้าที่คนหนึ่ง"))

    assert client.get(public(record)).content == stranger
