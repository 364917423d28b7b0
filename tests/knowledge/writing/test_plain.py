"""Text from a word processor is stored as plain paragraphs and lists; text that nobody touched is not touched."""

import pytest

from samma.knowledge.models import Section
from samma.knowledge.writing.plain import plain
from tests.factories import make_area, make_officer
from tests.knowledge.pages import at, make_written, opened


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ก\r\nข\rค", "ก\nข\nค"),
        ("·\tต้มน้ำ\n•  ใส่สี\n\uf0b7 ตาก", "- ต้มน้ำ\n- ใส่สี\n- ตาก"),
        ("o\tย่อย", "- ย่อย"),
        ("๑.\tต้ม\n2)\tตาก", "๑. ต้ม\n2) ตาก"),
        ("ราคา\u00a0๕\u200b๐ บาท\ufeff", "ราคา ๕๐ บาท"),
        ("ก\n\n\n\nข  \n", "ก\n\nข"),
        ("- คงเดิม\n  ย่อหน้า", "- คงเดิม\n  ย่อหน้า"),
    ],
)
def test_plain(typed, stored):
    assert plain(typed) == stored
    assert plain(stored) == stored


@pytest.mark.django_db
def test_only_the_section_that_was_typed_in_is_cleaned(client):
    make_area("330101")
    record = make_written("3301")
    Section.objects.filter(record=record, order=2).update(body="•\tของเดิม")
    client.force_login(make_officer())

    client.post(at("record-edit", record), opened(client, record) | {"sections-0-body": "•\tของใหม่"})

    assert [section.body for section in record.sections.all()] == ["- ของใหม่", "•\tของเดิม"]
