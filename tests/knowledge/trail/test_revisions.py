"""Every revision is kept: who left the text so and when, compared word by word in Thai, and restored."""

import random
import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samma.knowledge import actions
from samma.knowledge.importing.storing import store
from samma.knowledge.models import KnowledgeRecord, Reason, Section, State
from samma.knowledge.reading import read_record
from samma.knowledge.trail.restoring import restore
from samma.thai.comparing import compare
from tests.factories import DAY, make_area, make_clerk, make_department, make_officer
from tests.knowledge.pages import TEXTS, at, make_written, opened

WORDS = ["ปลูก", "ข้าว", "ในนา", " ", "\n", "ปุ๋ยหมัก", "ตาก", "สามวัน", "ดี"]


def side(pieces, without):
    return "".join(piece.text for piece in pieces if piece.kind != without)


def test_words_that_differ_are_told_and_no_others():
    pieces = compare("ใช้ปุ๋ยคอกในนา", "ใช้ปุ๋ยหมักในนา")

    assert [(p.kind, p.text) for p in pieces if p.kind != "same"] == [("out", "ปุ๋ยคอก"), ("in", "ปุ๋ยหมัก")]


@pytest.mark.parametrize("seed", range(50))
def test_both_texts_are_in_the_comparison_whole(seed):
    chance = random.Random(seed)  # noqa: S311 - invented text, no secret
    old, new = ("".join(chance.choices(WORDS, k=chance.randint(0, 40))) for _ in range(2))

    pieces = compare(old, new)

    assert (side(pieces, "in"), side(pieces, "out")) == (old, new)


@pytest.mark.parametrize("line", [True, False], ids=["one line", "many lines"])
def test_a_hundred_kilobytes_are_compared_within_two_seconds(line):
    chance = random.Random(1)  # noqa: S311 - invented text, no secret
    words = [word for word in WORDS if not (line and word == "\n")]
    old, new = ("".join(chance.choices(words, k=11_000)) for _ in range(2))
    assert len(old.encode()) > 100_000
    begun = time.process_time()

    pieces = compare(old, new)

    assert time.process_time() - begun < 2
    assert (side(pieces, "in"), side(pieces, "out")) == (old, new)


@pytest.fixture
def record(db):
    make_area("330101")
    return make_written("3301")


def save(client, record, **typed):
    return client.post(at("record-edit", record), opened(client, record) | typed)


def reasons(record):
    return [revision.reason for revision in record.revisions.order_by("number")]


def test_each_save_that_changes_text_is_a_revision_and_others_are_none(client, record):
    officer = make_officer()
    client.force_login(officer)
    save(client, record, **{"sections-0-body": "ครั้งที่หนึ่ง"})
    save(client, record, **{"sections-0-body": "ครั้งที่สอง"})
    save(client, record)

    kept = record.revisions.order_by("number")
    assert reasons(record) == [Reason.FIRST, Reason.EDIT, Reason.EDIT]
    assert [revision.sections[0]["body"] for revision in kept] == ["ความเป็นมาสมมุติ", "ครั้งที่หนึ่ง", "ครั้งที่สอง"]
    assert kept[2].by == officer


def test_a_sitting_of_autosaves_is_one_revision_and_another_person_begins_a_new_one(client, record):
    officer, other = make_officer(), make_officer()
    for user, body in [(officer, "ก"), (officer, "กข"), (other, "กขค"), (officer, "กขคง")]:
        client.force_login(user)
        client.post(at("record-autosave", record), opened(client, record) | {"sections-0-body": body})

    assert [r.sections[0]["body"] for r in record.revisions.order_by("number")[1:]] == ["กข", "กขค", "กขคง"]


def test_each_sending_is_kept(record):
    actions.submit(record, by=make_officer())

    assert reasons(record) == [Reason.SENT]


def test_an_imported_text_is_the_first_revision(db):
    text = TEXTS[0].read_text(encoding="utf-8")

    record = store(read_record(text, file="ก.txt"), text, area_code="3301", by=make_department(), today=DAY)

    assert reasons(record) == [Reason.FIRST]
    assert [row["body"] for row in record.revisions.get().sections] == [s.body for s in record.sections.all()]


def test_the_admin_keeps_revisions_too(client, record):
    client.force_login(make_department())
    section = record.sections.first()
    data = {"record": record.pk, "order": 1, "number": "๔", "heading": "ที่มา", "kind": "background", "body": "จากผู้ดูแล"}

    client.post(reverse("admin:knowledge_section_change", args=[section.pk]), data)

    assert [r.sections[0]["body"] for r in record.revisions.order_by("number")] == ["ความเป็นมาสมมุติ", "จากผู้ดูแล"]


def test_a_revision_keeps_no_telephone_and_no_address(client, record):
    KnowledgeRecord.objects.filter(pk=record.pk).update(address="บ้านเลขที่ ๙")
    client.force_login(make_officer())
    save(client, record, phone="081-234-5678", title="ชื่อใหม่")

    kept = record.revisions.first()
    assert kept.head["title"] == "ชื่อใหม่" and not {"phone", "address"} & set(kept.head)


def test_restoring_is_a_new_revision_and_loses_nothing(client, record):
    client.force_login(make_officer())
    save(client, record, **{"sections-0-body": "ครั้งที่สอง", "sections-1-DELETE": "on"})
    first = record.revisions.last()

    client.post(reverse("record-restore", args=[record.pk, first.number]))

    assert [(s.heading, s.body) for s in record.sections.all()] == [("ที่มา", "ความเป็นมาสมมุติ"), ("วิธีการ", "ทำทีละข้อ")]
    assert reasons(record) == [Reason.FIRST, Reason.EDIT, Reason.RESTORED]


def test_restoring_brings_a_text_of_another_into_no_section_of_a_third(client, record):
    client.force_login(make_officer())
    save(client, record, title="ชื่อใหม่")
    other = make_written("3301")
    victim = other.sections.first()
    first = record.revisions.last()
    first.sections[0]["pk"] = victim.pk
    first.save()

    restore(record, first, by=make_officer())

    assert Section.objects.get(pk=victim.pk).record_id == other.pk


@pytest.mark.parametrize("state", [state for state in State.values if state != State.DRAFT])
def test_what_was_sent_is_not_restored(record, state):
    officer = make_officer()
    actions.submit(record, by=officer)
    KnowledgeRecord.objects.filter(pk=record.pk).update(state=state)

    with pytest.raises(ValidationError):
        restore(record, record.revisions.get(), by=officer)


@pytest.mark.parametrize("stranger", ["reader", "next district"])
def test_only_the_district_restores(client, record, stranger):
    actions.submit(record, by=make_officer())
    KnowledgeRecord.objects.filter(pk=record.pk).update(state=State.DRAFT)
    user, status = (make_clerk(), 403) if stranger == "reader" else (make_officer("3302"), 404)
    client.force_login(user)

    assert client.post(reverse("record-restore", args=[record.pk, 1])).status_code == status


def test_the_page_shows_what_went_out_and_what_came_in(client, record):
    client.force_login(make_officer())
    save(client, record, **{"sections-0-body": "ปลูกข้าวในนา"})
    save(client, record, **{"sections-0-body": "ปลูกข้าวในสวน"})

    page = client.get(reverse("record-revision", args=[record.pk, 2])).content.decode()
    before = client.get(reverse("record-revision", args=[record.pk, 3]) + "?with=before").content.decode()

    for text in (page, before):
        assert "<del>นา</del>" in text and "<ins>สวน</ins>" in text


def test_the_list_costs_the_same_for_two_revisions_and_for_twelve(client, record, django_assert_max_num_queries):
    client.force_login(make_officer())
    for n in range(12):
        save(client, record, **{"sections-0-body": f"ครั้งที่ {n}"})

    with django_assert_max_num_queries(9):
        page = client.get(at("record-revisions", record))

    assert len(page.context["rows"]) == 13
