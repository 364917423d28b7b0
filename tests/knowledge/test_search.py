"""Records are found by any word of their text, whoever wrote it, and only while they hold it."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from samma.knowledge import actions, search
from samma.knowledge.actions import SectionText
from samma.knowledge.importing.storing import store
from samma.knowledge.models import KnowledgeRecord, RecordWords, Section
from samma.knowledge.reading import read_record
from samma.knowledge.search import asked_words, find, indexed_words, write_words
from samma.progress.consistency import records_are_found_by_their_words
from samma.thai.words import words_inside
from tests.factories import DAY, make_area, make_department, make_officer, make_record
from tests.sources import COUNT, real_documents

TEXT = "กลุ่มทอผ้าย้อมสีธรรมชาติบ้านโนนสมมุติ ใช้ฮางต้มเปลือกไม้ที่อุณหภูมิ ๘๐ องศา แล้วส่งขาย OTOP ปี 2561"


def found(text):
    return set(find(KnowledgeRecord.objects.all(), text).values_list("title", flat=True))


@pytest.fixture
def woven(db):
    make_area("330101")
    record = make_record(title="ผ้าทอมือ", owner="นางสมใจ ใจงาม")
    actions.write_sections(record, [SectionText(None, "๑", "ที่มา", "background", TEXT)])
    make_record(title="กล้วยตาก")
    return record


@pytest.mark.parametrize(
    "words",
    ["ทอผ้า", "ผ้า", "สี", "ธรรมชาติ", "ชาติ", "เปลือกไม้", "ไม้", "ฮาง", "ใจงาม", "สมใจ", "ย้อมสี ขาย", "otop", "80", "๒๕๖๑"],
)
def test_any_word_of_title_owner_and_text_finds_the_record(woven, words):
    assert found(words) == {"ผ้าทอมือ"}


@pytest.mark.parametrize("common", [0, 1_000], ids=["common", "rare"])
@pytest.mark.parametrize("most", [0, 10], ids=["held by most", "held by some"])
def test_a_word_finds_the_same_however_many_records_hold_it(woven, monkeypatch, common, most):
    """PostgreSQL is asked in three ways, by how common a word is; a list does not count again what is known."""
    monkeypatch.setattr(search, "COMMON", common)
    monkeypatch.setattr(search, "MOST_OF_THEM", most)
    write_words([make_record(title="ผ้าขาวม้า", area_code="3401")])

    records = KnowledgeRecord.objects.under("33")
    assert found("ผ้า") == {"ผ้าทอมือ", "ผ้าขาวม้า"}
    assert {record.title for record in find(records, "ย้อมสี ธรรมชาติ")} == {"ผ้าทอมือ"}
    assert find(records, "ปลาร้า").count() == 0
    whole = find(KnowledgeRecord.objects.all(), "ผ้า")
    assert whole.known_count == (2 if connection.vendor == "postgresql" else None)
    assert whole.filter(year=2500).known_count is None
    assert find(records, "ผ้า").known_count is None and find(KnowledgeRecord.objects.all(), "ก").known_count is None


@pytest.mark.parametrize("words", ["ปลาร้า", "ทอผ้า ปลาร้า", "0812345678"])
def test_a_word_that_is_not_there_finds_nothing(woven, words):
    assert found(words) == set()


def test_a_half_remembered_word_of_the_title_finds_it(woven):
    assert found("กล้ว") == {"กล้วยตาก"}


def test_a_single_letter_looks_at_titles_only(woven):
    assert found("ก") == {"กล้วยตาก"}


@given(which=st.integers(0, COUNT - 1), data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_word_a_plain_scan_finds_the_index_finds(which, data):
    text = real_documents()[which].read_text(encoding="utf-8")
    start = data.draw(st.integers(0, max(len(text) - 400, 0)))
    part = text[start : start + 400]
    index = indexed_words("", "", [part])
    here = [word for run in part.split() for word in words_inside(run)]
    assert all(set(asked_words(word)) <= index for word in here)


def test_the_text_that_went_is_not_found_any_more(woven):
    section = woven.sections.get(body=TEXT)
    actions.write_sections(woven, [SectionText(section.pk, "๑", "ที่มา", "background", "เลี้ยงปลา")])

    assert found("ธรรมชาติ") == set() and found("เลี้ยงปลา") == {"ผ้าทอมือ"}


def test_an_old_text_is_found_as_soon_as_it_is_in(db):
    text = "ชื่อความรู้ การเลี้ยงไก่ไข่\nความเป็นมาและความสำคัญ\nหมู่บ้านมีแกลบเหลือจากโรงสี"
    record = store(read_record(text, file="a.txt"), text, area_code="TH", by=make_department(), today=DAY)

    assert found("แกลบ") == {record.title}


def test_a_record_thrown_away_leaves_no_word(woven):
    actions.throw_away(woven, by=make_officer())

    assert found("ธรรมชาติ") == set() and RecordWords.objects.count() == 1


def test_a_telephone_number_is_no_word(woven):
    assert not {word for word in indexed_words("", "", ["โทร 0812345678 หรือ 081-234-5678"]) if "2345678" in word}


def test_check_data_tells_a_text_changed_behind_the_index_and_reindex_mends_it(woven):
    Section.objects.filter(body=TEXT).update(body="เพาะเห็ด")
    assert len(list(records_are_found_by_their_words())) == 1

    call_command("reindex_records", stdout=io.StringIO())

    assert list(records_are_found_by_their_words()) == [] and found("เห็ด") == {"ผ้าทอมือ"}


def test_the_offices_list_searches_the_text(client, woven):
    client.force_login(make_officer("3301"))

    page = client.get(reverse("record-list"), {"q": "เปลือกไม้"}).content.decode()

    assert "ผ้าทอมือ" in page and "กล้วยตาก" not in page


def test_writing_the_words_of_many_costs_few_queries(django_assert_num_queries, db):
    records = [make_record() for _ in range(30)]
    with django_assert_num_queries(3):
        write_words(records)
