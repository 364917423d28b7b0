"""Copied text is pointed out quietly: how much, of which record, within what one may see, at a bounded cost."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samma.knowledge import actions
from samma.knowledge.models import RecordMark, Section
from samma.knowledge.review.likeness import alike, take_marks
from tests.factories import make_area, make_clerk, make_officer, make_record
from tests.knowledge.pages import at, make_written, opened

pytestmark = pytest.mark.django_db
WORDS = [
    "ปลูก",
    "ข้าว",
    "ปุ๋ยหมัก",
    "ตาก",
    "แดด",
    "สามวัน",
    "กลุ่ม",
    "อาชีพ",
    "ชาวบ้าน",
    "ตลาด",
    "ทอผ้า",
    "ย้อม",
    "สี",
    "เปลือกไม้",
    "น้ำ",
    "หม้อ",
    "ต้ม",
    "คน",
    "เส้นไหม",
    "เก็บ",
]


def prose(seed, count=120):
    return " ".join(random.Random(seed).choices(WORDS, k=count))  # noqa: S311 - invented text, no secret


def told(body, area="3301", title="เรื่องอื่น"):
    record = make_record(area, title=title)
    Section.objects.filter(record=record).update(body=body)
    take_marks(record)
    return record


def test_a_copy_is_told_with_its_share():
    source = told(prose(1), title="ต้นฉบับ")
    copy = told(prose(1, 60) + " " + prose(2, 60))

    (found,) = alike(copy, make_clerk())

    assert found.record == source and 35 <= found.percent <= 60


def test_a_text_of_ones_own_is_like_nothing():
    for seed in range(5):
        told(prose(seed))

    assert alike(told(prose(9)), make_clerk()) == []


def test_a_record_that_one_may_not_see_is_not_told():
    told(prose(1), area="3401")
    copy = told(prose(1))

    assert alike(copy, make_officer()) == []


def test_a_short_turn_of_phrase_is_no_copy():
    told("ทำทีละข้อ ตากแดดสามวัน")

    assert alike(told("ทำทีละข้อ ตากแดดสามวัน"), make_clerk()) == []


def test_the_likest_come_first_and_few_are_told():
    for count in (60, 80, 100, 120):
        told(prose(1, count) + " " + prose(count, 120 - count))

    found = alike(told(prose(1)), make_clerk())

    assert len(found) == 3 and [one.percent for one in found] == sorted((f.percent for f in found), reverse=True)


def test_saving_and_sending_say_it_and_hinder_nothing(client):
    make_area("330101")
    source = told(prose(1), title="ต้นฉบับ")
    record = make_written("3301")
    client.force_login(make_officer())

    saved = client.post(
        at("record-edit", record), opened(client, record) | {"sections-0-body": prose(1)}, follow=True
    ).content.decode()
    sent = client.post(at("record-submit", record), follow=True).content.decode()

    record.refresh_from_db()
    assert record.state == "submitted"
    for page in (saved, sent):
        assert "เหมือนกับ" in page and f'<a href="{at("record-detail", source)}">ต้นฉบับ</a>' in page


def test_marks_follow_the_text():
    record = told(prose(1))
    before = set(RecordMark.objects.filter(record=record).values_list("mark", flat=True))
    Section.objects.filter(record=record).update(body=prose(2))
    take_marks(record)

    assert before != set(RecordMark.objects.filter(record=record).values_list("mark", flat=True))
    assert actions.content_of(record).bodies == [prose(2)]


def test_the_cost_does_not_grow_with_the_records():
    costs = []
    for count in (5, 40):
        for n in range(count):
            told(prose(1, 100) + " " + prose(n, 20))
        copy, clerk = told(prose(1)), make_clerk()
        with CaptureQueriesContext(connection) as asked:
            alike(copy, clerk)
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 10
