"""Two people in one record: both keep their text and see the other's, and nothing typed is lost."""

import threading

import pytest
from django.db import connection, connections
from django.test import Client

from samma.accounts.models import Event
from samma.knowledge.models import Reason
from tests.factories import make_area, make_officer
from tests.knowledge.pages import at, fields_of, make_written, opened

pytestmark = pytest.mark.django_db


def two():
    clients = []
    for _ in range(2):
        client = Client()
        client.force_login(make_officer())
        clients.append(client)
    return clients


@pytest.fixture
def record():
    make_area("330101")
    return make_written("3301")


def bodies(record):
    return [section.body for section in record.sections.all()]


def save(client, record, data):
    return client.post(at("record-edit", record), data)


def autosave(client, record, data):
    return client.post(at("record-autosave", record), data).json()


def test_two_sections_of_two_people_are_both_stored_unasked(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ของคนแรก"}
    theirs = opened(other, record) | {"sections-1-body": "ของคนที่สอง", "title": "ชื่อจากคนที่สอง"}

    assert save(other, record, theirs).status_code == 302
    assert save(one, record, mine).status_code == 302

    record.refresh_from_db()
    assert (bodies(record), record.title) == (["ของคนแรก", "ของคนที่สอง"], "ชื่อจากคนที่สอง")


def test_one_section_of_two_people_shows_both_texts_word_by_word(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ปลูกข้าวในนา"}
    save(other, record, opened(other, record) | {"sections-0-body": "ปลูกข้าวในสวน"})

    page = save(one, record, mine)

    assert bodies(record)[0] == "ปลูกข้าวในสวน"
    text = page.content.decode()
    assert "<del>สวน</del>" in text and "<ins>นา</ins>" in text
    assert page.context["form"].sections[0]["body"].value() == "ปลูกข้าวในนา"


@pytest.mark.parametrize(
    ("choice", "stored"), [("mine", "ของฉัน"), ("theirs", "ของเขา"), ("both", "ของเขา\n\nของฉัน"), ("", "ของฉัน")]
)
def test_the_later_one_chooses_or_combines(record, choice, stored):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ของฉัน"}
    save(other, record, opened(other, record) | {"sections-0-body": "ของเขา"})
    page = save(one, record, mine)

    save(one, record, fields_of(page.context["form"]) | {"sections-0-choice": choice})

    assert bodies(record)[0] == stored


def test_a_third_change_between_seeing_and_choosing_is_shown_again(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ของฉัน"}
    save(other, record, opened(other, record) | {"sections-0-body": "ของเขา"})
    page = save(one, record, mine)
    save(other, record, opened(other, record) | {"sections-0-body": "ของเขาอีกครั้ง"})

    again = save(one, record, fields_of(page.context["form"]))

    assert again.status_code == 200 and bodies(record)[0] == "ของเขาอีกครั้ง"


def test_what_was_held_back_is_kept_even_if_the_page_is_closed(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ของฉันที่ยังไม่ได้รวม"}
    save(other, record, opened(other, record) | {"sections-0-body": "ของเขา"})

    save(one, record, mine)

    held = record.revisions.get(reason=Reason.HELD)
    assert held.sections[0]["body"] == "ของฉันที่ยังไม่ได้รวม"


def test_taking_out_a_section_that_another_changed_takes_nothing_out(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-DELETE": "on"}
    save(other, record, opened(other, record) | {"sections-0-body": "ของเขา"})

    page = save(one, record, mine)

    assert bodies(record)[0] == "ของเขา" and page.context["form"].stale["fields"][0]["theirs"] == "ของเขา"


def test_text_typed_in_a_section_that_another_took_out_stays(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "พิมพ์ต่อ"}
    save(other, record, opened(other, record) | {"sections-0-DELETE": "on"})

    save(one, record, mine)

    assert "พิมพ์ต่อ" in bodies(record)


def test_an_added_section_of_another_comes_in(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ข้อความของฉัน"}
    save(other, record, opened(other, record) | {"sections-2-heading": "ของเขา", "sections-2-body": "เพิ่มโดยเขา"})

    save(one, record, mine)

    assert bodies(record) == ["ข้อความของฉัน", "ทำทีละข้อ", "เพิ่มโดยเขา"]


def test_a_page_saves_by_itself_and_tells_when(record):
    (one, _) = two()

    told = autosave(one, record, opened(one, record) | {"sections-0-body": "บันทึกเอง"})

    assert bodies(record)[0] == "บันทึกเอง" and told["saved"].startswith("บันทึกแล้ว เมื่อ ")


def test_a_page_goes_on_from_what_it_saved_by_itself(record):
    (one, _) = two()
    data = opened(one, record) | {"sections-0-body": "ครั้งแรก"}
    told = autosave(one, record, data)
    row = next(row for row in told["sections"] if row["prefix"] == "sections-0")
    data |= {"sections-0-base": row["base"], "head_base": told["head_base"], "sections-0-body": "ครั้งที่สอง"}

    assert save(one, record, data).status_code == 302
    assert bodies(record)[0] == "ครั้งที่สอง"


def test_saving_by_itself_brings_in_the_other_text_and_holds_back_what_meets(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ของฉัน"}
    save(other, record, opened(other, record) | {"sections-0-body": "ของเขา", "sections-1-body": "เขาแก้คนเดียว"})

    told = autosave(one, record, mine)

    assert bodies(record) == ["ของเขา", "เขาแก้คนเดียว"]
    assert told["meetings"] == ["ที่มา"]
    assert [row["theirs"]["body"] for row in told["sections"] if "theirs" in row] == ["เขาแก้คนเดียว"]
    assert record.revisions.get(reason=Reason.HELD).sections[0]["body"] == "ของฉัน"


def test_saving_by_itself_takes_nothing_out_and_changes_no_place(record):
    (one, _) = two()
    data = opened(one, record) | {"sections-0-DELETE": "on", "form": "district-2560", "title": "ชื่อใหม่"}

    autosave(one, record, data)

    record.refresh_from_db()
    assert (len(bodies(record)), record.form, record.title) == (2, "individual-2561", "ชื่อใหม่")


def test_a_sitting_of_autosaves_is_one_line_in_the_audit(record):
    (one, _) = two()
    for n in range(3):
        autosave(one, record, opened(one, record) | {"sections-0-body": f"พิมพ์ {n}"})

    assert Event.objects.filter(verb="edit").count() == 1


def test_saving_what_is_there_already_is_no_change_and_no_deed(record):
    (one, _) = two()

    autosave(one, record, opened(one, record))

    record.refresh_from_db()
    assert not record.is_changed and not Event.objects.filter(verb="edit").exists()


def test_the_other_writer_is_named_though_this_page_saved_meanwhile(record):
    one, other = two()
    mine = opened(one, record) | {"sections-0-body": "ของฉัน"}
    save(other, record, opened(other, record) | {"sections-0-body": "ของเขา"})
    autosave(one, record, mine | {"title": "ชื่อที่ฉันเปลี่ยน"})

    page = save(one, record, mine | {"title": "ชื่อที่ฉันเปลี่ยน"})

    assert page.context["form"].stale["by"] == str(record.revisions.filter(reason=Reason.EDIT).first().by)


def test_a_sent_record_saves_nothing_by_itself(record):
    (one, _) = two()
    data = opened(one, record) | {"sections-0-body": "สายไป"}
    type(record).objects.update(state="submitted")

    assert autosave(one, record, data)["errors"]
    assert "สายไป" not in bodies(record)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_at_once_both_texts_are_kept():
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")
    make_area("330101")
    record = make_written("3301")
    clients = two()
    texts = [opened(client, record) | {f"sections-{n}-body": f"ของคนที่ {n}"} for n, client in enumerate(clients)]
    same = [text | {"title": f"ชื่อจากคนที่ {n}"} for n, text in enumerate(texts)]
    barrier, answers = threading.Barrier(2), {}

    def run(n):
        try:
            barrier.wait()
            answers[n] = save(clients[n], record, same[n]).status_code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers.values()) == [200, 302]  # the later one is shown both titles
    winner = next(n for n, status in answers.items() if status == 302)
    record.refresh_from_db()
    assert record.title == f"ชื่อจากคนที่ {winner}"
    held = record.revisions.get(reason=Reason.HELD)
    assert held.head["title"] == f"ชื่อจากคนที่ {1 - winner}"
    assert held.sections[1 - winner]["body"] == f"ของคนที่ {1 - winner}"
