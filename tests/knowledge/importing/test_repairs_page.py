"""Choosing repairs on the page of an old text: what is read anew, what the officer typed, and what is kept for ever."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samma.knowledge.models import KnowledgeRecord
from tests.factories import make_area, make_officer
from tests.knowledge.pages import at, fields_of

pytestmark = pytest.mark.django_db
# Split ำ is certain here; บันทกึ is only likely; หมูบาน … cannot be mended.
TEXT = """แบบบันทึกองค์ความรู้
๑. ชื่อความรู้ การท างานของผู้น าชุมชน
๒. เจ้าขององค์ความรู้ นางสมใจ ใจงาม
๓. ความเป็นมาและความส าคัญ
ผู้น าให้ค าแนะน า และก าหนดแผนประจ าปี
๖. ปัจจัยแห่งความส าเร็จ
จดบันทกึ ทุกวัน
"""


@pytest.fixture
def page(client):
    """The officer's page with the text on it."""
    make_area("330101")
    client.force_login(make_officer())
    return send(client, files=[SimpleUploadedFile("เก่า.txt", TEXT.encode())])


def send(client, **data):
    return client.post(reverse("record-import"), data)


def back(answer, **changes):
    """All that the page would send back as it stands, with the changes."""
    data = {"doc-count": str(answer.context["count"])}
    for page in answer.context["pages"]:
        data |= fields_of(page["form"])
        data[page["repair_name"]] = [repair["key"] for repair in page["repairs"] if repair["is_applied"]]
        if page["is_skipped"]:
            data[page["skip_name"]] = "on"
    return data | changes


def key_of(answer, new):
    return next(r["key"] for page in answer.context["pages"] for r in page["repairs"] if r["new"] == new)


def value(answer, name, row=None):
    form = answer.context["pages"][0]["form"]
    return (form if row is None else form.sections[row])[name].value()


def test_certain_repairs_are_ticked_and_likely_ones_wait(page):
    repairs = {(r["old"], r["new"]): (r["is_certain"], r["is_applied"]) for r in page.context["pages"][0]["repairs"]}

    assert repairs["ท างาน", "ทำงาน"] == (True, True)
    assert repairs["บันทกึ", "บันทึก"] == (False, False) or repairs["จดบันทกึ", "จดบันทึก"] == (False, False)
    assert value(page, "title") == "การทำงานของผู้นำชุมชน" and value(page, "body", 1) == "จดบันทกึ ทุกวัน"


def test_both_texts_mark_the_places(page):
    html = page.content.decode()

    assert '<mark class="mend-applied">ท างาน</mark>' in html and '<mark class="mend-applied">ทำงาน</mark>' in html
    assert re.search('<mark class="mend-offered">(จด)?บันทกึ ?</mark>', html)


def test_a_repair_that_is_taken_is_read_into_the_record(client, page):
    keys = [r["key"] for r in page.context["pages"][0]["repairs"]]

    answer = send(client, **back(page, do="apply", **{"doc0-repair": keys}))

    assert value(answer, "body", 1) == "จดบันทึก ทุกวัน" and not KnowledgeRecord.objects.exists()


def test_a_certain_repair_that_is_refused_is_gone_from_the_record(client, page):
    keys = [r["key"] for r in page.context["pages"][0]["repairs"] if r["is_applied"] and r["new"] != "ทำงาน"]

    answer = send(client, **back(page, do="apply", **{"doc0-repair": keys}))

    assert value(answer, "title") == "การท างานของผู้นำชุมชน"


@pytest.mark.parametrize(
    ("do", "title", "line"),
    [
        ("all:doc0", "การทำงานของผู้นำชุมชน", "จดบันทึก ทุกวัน"),
        ("none:doc0", "การท างานของผู้น าชุมชน", "จดบันทกึ ทุกวัน"),
    ],
)
def test_all_or_none_at_one_press(client, page, do, title, line):
    answer = send(client, **back(page, do=do))

    bodies = [row["body"].value() or "" for row in answer.context["pages"][0]["form"].sections]
    assert value(answer, "title") == title and any(body.endswith(line) for body in bodies)


def test_what_was_typed_stays_and_takes_the_new_words(client, page):
    typed = {
        "doc0-title": "การทำงานแบบของฉัน",
        "doc0-sections-1-heading": "สิ่งที่ทำให้สำเร็จ",
        "doc0-sections-1-body": "ฉันจดบันทกึ ทุกวัน ไม่เคยขาด\r\nและเล่าต่อ",
    }
    every = [r["key"] for r in page.context["pages"][0]["repairs"]]

    answer = send(client, **back(page, do="apply", **typed, **{"doc0-repair": every}))

    assert value(answer, "title") == "การทำงานแบบของฉัน"
    assert value(answer, "heading", 1) == "สิ่งที่ทำให้สำเร็จ"
    assert value(answer, "body", 1) == "ฉันจดบันทึก ทุกวัน ไม่เคยขาด\nและเล่าต่อ"
    assert value(answer, "body", 0) == "ผู้นำให้คำแนะนำ และกำหนดแผนประจำปี"


def test_a_refused_word_goes_back_in_lines_left_alone_and_never_in_the_officers_own(client, page):
    typed = {"doc0-owner": "นายคำปัน", "doc0-sections-1-body": "ผู้นำของฉัน"}
    left = [r["key"] for r in page.context["pages"][0]["repairs"] if r["is_applied"] and r["new"] != "นำ"]

    answer = send(client, **back(page, do="apply", **typed, **{"doc0-repair": left}))

    assert value(answer, "owner") == "นายคำปัน" and value(answer, "body", 1) == "ผู้นำของฉัน"
    assert value(answer, "body", 0).startswith("ผู้น าให้")


def test_sections_put_out_and_added_live_through_a_choice(client, page):
    typed = {"doc0-sections-0-DELETE": "on", "doc0-sections-2-heading": "ของฉัน", "doc0-sections-2-body": "เพิ่มเอง"}

    answer = send(client, **back(page, do="all:doc0", **typed))

    rows = answer.context["pages"][0]["form"].sections
    assert [row["heading"].value() for row in rows][2] == "ของฉัน" and rows[2]["body"].value() == "เพิ่มเอง"
    assert rows[0]["DELETE"].value() and not rows[1]["DELETE"].value()


def test_boxes_changed_and_not_applied_are_shown_before_anything_is_stored(client, page):
    answer = send(client, **back(page, **{"doc0-repair": []}))

    assert not KnowledgeRecord.objects.exists() and "โปรดตรวจแล้วกดเก็บอีกครั้ง" in answer.content.decode()
    assert send(client, **back(answer)).status_code == 302
    assert KnowledgeRecord.objects.get().title == "การท างานของผู้น าชุมชน"


def test_the_record_keeps_what_was_mended_and_its_page_tells_it(client, page):
    send(client, **back(page))

    record = KnowledgeRecord.objects.get()
    told = {(r["old"], r["new"]): (r["count"], r["is_certain"]) for r in record.repairs}
    assert (
        record.source_text == TEXT
        and told["ท างาน", "ทำงาน"] == (1, True)
        and not any("บันทกึ" in old for old, _ in told)
    )
    html = client.get(at("record-detail", record)).content.decode()
    assert f"ซ่อมแล้ว {sum(r['count'] for r in record.repairs)} แห่ง" in html
    assert "<del>ท างาน</del> → <ins>ทำงาน</ins>" in html
    assert '<mark class="mend-applied">ท างาน</mark>' in html and "mend-offered" not in html


def test_damage_that_no_repair_puts_right_is_told(client):
    make_area("330101")
    client.force_login(make_officer())

    page = send(client, pasted=TEXT + "หมูบานที่ตองการทองเที่ยว\n")

    (lost,) = page.context["pages"][0]["damage"]
    assert "หมูบาน" in lost and "น าชุมชน" not in lost
