"""The head and the sections of a record are one form: stored together, and nobody's text is overwritten."""

import pytest
from django.utils.html import escape

from samma.knowledge.actions import change_form
from samma.knowledge.models import Section, State
from samma.knowledge.record_forms import FORMS
from tests.factories import make_area, make_clerk, make_officer, make_record, make_target, make_village
from tests.knowledge.pages import at, make_written, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    make_area("330101")
    return make_written("3301")


def bodies(record):
    return [s.body for s in record.sections.all()]


def test_head_and_sections_are_stored_together(client, record):
    client.force_login(make_officer())
    data = opened(client, record) | {
        "title": "ชื่อใหม่",
        "sections-0-body": "ย่อหน้าแรก\r\nย่อหน้าสอง",
        "sections-1-kind": "technique",
    }

    answer = client.post(at("record-edit", record), data)

    record.refresh_from_db()
    first, second = record.sections.all()
    assert answer.url == at("record-detail", record)
    assert (record.title, first.body, second.kind) == ("ชื่อใหม่", "ย่อหน้าแรก\nย่อหน้าสอง", "technique")
    assert record.version == 2 and record.is_changed


def test_own_section_is_added_moved_and_taken_out(client, record):
    client.force_login(make_officer())
    data = opened(client, record) | {
        "sections-2-heading": "เรื่องเล่า",
        "sections-2-body": "กาลครั้งหนึ่ง",
        "sections-2-order": "1",
        "sections-0-order": "2",
        "sections-1-DELETE": "on",
    }

    client.post(at("record-edit", record), data)

    assert [(s.order, s.heading) for s in record.sections.all()] == [(1, "เรื่องเล่า"), (2, "ที่มา")]


def test_text_without_a_heading_is_asked_for_one_and_nothing_is_lost(client, record):
    client.force_login(make_officer())
    data = opened(client, record) | {"title": "ชื่อใหม่", "sections-2-body": "ข้อความลอย"}

    page = client.post(at("record-edit", record), data)

    text = page.content.decode()
    assert all(words in text for words in ("โปรดพิมพ์หัวข้อของข้อความนี้", "โปรดแก้ในหัวข้อ: หัวข้อใหม่", "ข้อความลอย"))
    record.refresh_from_db()
    assert record.title != "ชื่อใหม่"


def test_stale_save_shows_both_texts_and_overwrites_nothing(client, record):
    client.force_login(make_officer())
    mine = opened(client, record) | {"title": "ชื่อของฉัน", "sections-0-body": "ข้อความของฉัน"}
    theirs = opened(client, record) | {"title": "ชื่อของเขา", "sections-0-body": "ข้อความของเขา"}
    client.post(at("record-edit", record), theirs)

    page = client.post(at("record-edit", record), mine)

    record.refresh_from_db()
    assert (record.title, bodies(record)[0]) == ("ชื่อของเขา", "ข้อความของเขา")
    told = {field["label"]: (field["yours"], field["theirs"]) for field in page.context["form"].stale["fields"]}
    assert told["ชื่อองค์ความรู้"] == ("ชื่อของฉัน", "ชื่อของเขา")
    assert "ข้อความของฉัน" in told["ที่มา"][0] and "ข้อความของเขา" in told["ที่มา"][1]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CHECKED, State.APPROVED, State.PUBLISHED])
def test_a_record_that_was_sent_is_not_edited_and_the_way_out_is_told(client, record, state):
    client.force_login(make_officer())
    data = opened(client, record) | {"title": "แก้ทีหลัง"}
    type(record).objects.update(state=state)

    answer = client.post(at("record-edit", record), data, follow=True)

    record.refresh_from_db()
    assert record.title != "แก้ทีหลัง"
    assert "ส่งกลับ" in answer.content.decode()


def test_the_province_reads_and_does_not_write(client, record):
    client.force_login(make_clerk())

    assert client.get(at("record-edit", record)).status_code == 403


def test_choosing_a_village_places_the_record_there(client, record):
    target = make_target(make_village("33010105"))
    type(record).objects.update(year=target.year_id)
    client.force_login(make_officer())

    client.post(at("record-edit", record), opened(client, record) | {"target_village": target.pk})

    record.refresh_from_db()
    assert (record.area_code, record.target_village) == ("33010105", target)


def test_village_and_place_of_elsewhere_are_no_choices(client, record):
    target = make_target(make_village("33020105"))
    type(record).objects.update(year=target.year_id)
    client.force_login(make_officer())

    page = client.post(
        at("record-edit", record), opened(client, record) | {"target_village": target.pk, "area_code": "3302"}
    )

    assert {"target_village", "area_code"} <= set(page.context["form"].errors)


def test_another_form_brings_its_headings_and_keeps_every_text(client, record):
    Section.objects.create(record=record, order=3, heading="ว่าง", kind="problem")
    client.force_login(make_officer())

    client.post(at("record-edit", record), opened(client, record) | {"form": "district-2560"})

    headings = [s.heading for s in record.sections.all()]
    assert {"ความเป็นมาสมมุติ", "ทำทีละข้อ"} <= set(bodies(record))
    assert "เทคนิค" in headings and "ว่าง" not in headings


def test_sections_of_another_record_are_not_touched_by_their_number(client, record):
    other = make_written("3301")
    victim = other.sections.first()
    client.force_login(make_officer())

    client.post(
        at("record-edit", record), opened(client, record) | {"sections-0-pk": victim.pk, "sections-0-body": "ทับ"}
    )

    victim.refresh_from_db()
    assert victim.body != "ทับ"


@pytest.mark.parametrize("key", FORMS)
def test_each_heading_of_a_form_has_the_forms_own_hint_under_it(client, key):
    make_area("330101")
    record = make_record("3301", form=key)
    record.sections.all().delete()
    change_form(record)
    client.force_login(make_officer("3301"))

    page = client.get(at("record-edit", record)).content.decode()

    for item in FORMS[key].sections:
        assert item.hint and escape(item.hint) in page, item.heading


def test_headings_without_text_are_listed_with_the_way_to_them(client):
    make_area("330101")
    record = make_written("3301")
    record.sections.create(order=3, heading="ข้อพึงระวัง", kind="caution", body=" - ")
    client.force_login(make_officer("3301"))

    page = client.get(at("record-edit", record)).content.decode()

    assert '<a href="#sections-2">ข้อพึงระวัง</a>' in page and 'id="sections-2"' in page
    assert '<a href="#sections-0">' not in page


def test_a_heading_that_the_office_goes_on_with_is_typed_on(client):
    """ผลการสนับสนุน… of 2560 names the work and the district."""
    make_area("330101")
    record = make_record("3301", form="district-2560")
    record.sections.all().delete()
    change_form(record)
    client.force_login(make_officer("3301"))
    data = opened(client, record)
    name = next(name for name, value in data.items() if value == "ผลการสนับสนุน")

    page = client.get(at("record-edit", record)).content.decode()
    client.post(at("record-edit", record), data | {name: "ผลการสนับสนุนการสร้างสัมมาชีพชุมชนอำเภอสมมุติ"})

    assert f'<input type="hidden" name="{name}"' not in page
    assert record.sections.filter(heading="ผลการสนับสนุนการสร้างสัมมาชีพชุมชนอำเภอสมมุติ", kind="result").exists()
