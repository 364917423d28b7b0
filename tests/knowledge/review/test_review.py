"""From draft to the public page: one step after another, by whom it belongs to, and no step by address alone."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samma.accounts.models import Event
from samma.knowledge import actions
from samma.knowledge.importing.storing import store
from samma.knowledge.models import KnowledgeRecord, State
from samma.knowledge.reading import read_record
from samma.knowledge.rules import Content, unmet
from tests.factories import DAY, make_area, make_clerk, make_department, make_officer, make_record, make_user
from tests.knowledge.pages import TEXTS, at, make_written, opened

pytestmark = pytest.mark.django_db
READY = Content(form="district-2560", title="กล้วยตาก", owner="นางสมใจ", bodies=["ตากสามแดด"])
STEPS = {
    "record-submit": (State.DRAFT, State.SUBMITTED),
    "record-check": (State.SUBMITTED, State.CHECKED),
    "record-approve": (State.CHECKED, State.APPROVED),
    "record-publish": (State.APPROVED, State.PUBLISHED),
    "record-unpublish": (State.PUBLISHED, State.APPROVED),
}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "ยังไม่มีชื่อองค์ความรู้"),
        ({"title": "ไม่ทราบชื่อ (ฝน.txt)"}, "ยังไม่มีชื่อองค์ความรู้"),
        ({"owner": ""}, "ยังไม่มีชื่อเจ้าขององค์ความรู้"),
        ({"bodies": ["", " - "]}, "ยังไม่มีเนื้อความในหัวข้อใดเลย"),
        ({"form": ""}, "ยังไม่ได้เลือกแบบบันทึก"),
    ],
)
def test_unmet_names_what_is_missing(change, sentence):
    assert unmet(Content(**vars(READY) | change)) == [sentence]


def test_nothing_is_missing_of_a_whole_record():
    assert unmet(READY) == []


def test_a_record_goes_the_whole_way_and_every_step_is_written_down(client):
    make_area("330101")
    record = make_written("3301")
    officer, other, clerk = make_officer("3301"), make_officer("3301"), make_clerk("33")

    for user, step in [
        (officer, "submit"),
        (other, "check"),
        (clerk, "approve"),
        (clerk, "publish"),
        (clerk, "unpublish"),
    ]:
        client.force_login(user)
        client.post(at(f"record-{step}", record))
        record.refresh_from_db()

    assert record.state == State.APPROVED
    verbs = list(Event.objects.filter(object_id=str(record.pk)).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["submit", "check", "approve", "publish", "unpublish"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", State.values)
def test_no_step_is_taken_from_a_state_it_does_not_follow(client, step, state):
    record = make_written("3301", state=state)
    client.force_login(make_department())

    client.post(at(step, record))

    start, end = STEPS[step]
    record.refresh_from_db()
    assert record.state == (end if state == start else state)


@pytest.mark.parametrize("step", ["record-approve", "record-publish", "record-unpublish"])
def test_an_officer_takes_no_step_of_the_provinces(client, step):
    record = make_written("3301", state=STEPS[step][0])
    client.force_login(make_officer("3301"))

    assert client.post(at(step, record)).status_code == 403
    record.refresh_from_db()
    assert record.state == STEPS[step][0]


@pytest.mark.parametrize("step", [*STEPS, "record-return"])
def test_looking_at_the_address_of_a_step_does_nothing(client, step):
    record = make_written("3301")
    client.force_login(make_department())

    assert client.get(at(step, record)).status_code == 405


def test_the_province_does_not_send(client):
    record = make_written("3301")
    client.force_login(make_clerk())

    assert client.post(at("record-submit", record)).status_code == 403


def test_state_in_a_form_changes_nothing(client):
    make_area("330101")
    record = make_written("3301")
    client.force_login(make_officer())

    client.post(at("record-edit", record), opened(client, record) | {"state": "published", "revision": "9"})

    record.refresh_from_db()
    assert (record.state, record.revision) == (State.DRAFT, 1)


def test_sending_is_refused_with_what_is_missing(client):
    make_area("330101")
    record = make_record("3301", owner="")
    client.force_login(make_officer())

    page = client.post(at("record-submit", record), follow=True)

    record.refresh_from_db()
    assert record.state == State.DRAFT
    assert "ยังไม่มีชื่อเจ้าขององค์ความรู้" in page.content.decode()


def test_given_back_with_a_note_then_changed_and_sent_is_the_next_revision(client):
    make_area("330101")
    record = make_written("3301")
    officer, clerk = make_officer(), make_clerk()
    actions.submit(record, by=officer)
    client.force_login(clerk)
    client.post(at("record-return", record), {"note": "ขอตัวเลขผลลัพธ์"})
    client.force_login(officer)
    assert "ขอตัวเลขผลลัพธ์" in client.get(at("record-detail", record)).content.decode()

    client.post(at("record-edit", record), opened(client, record) | {"sections-0-body": "เพิ่มตัวเลขแล้ว"})
    client.post(at("record-submit", record))

    record.refresh_from_db()
    assert (record.state, record.revision, record.returned_note) == (State.SUBMITTED, 2, "")


def test_sent_again_without_a_change_is_the_same_revision():
    record = make_written("3301")
    officer = make_officer()
    actions.submit(record, by=officer)
    actions.give_back(record, "ดูอีกครั้ง", by=make_clerk())

    assert actions.submit(record, by=officer).revision == 1


def test_giving_back_asks_for_a_note(client):
    make_area("330101")
    record = make_written("3301", state=State.SUBMITTED)
    client.force_login(make_clerk())

    client.post(at("record-return", record), {"note": " "})

    record.refresh_from_db()
    assert record.state == State.SUBMITTED


def test_approving_goes_on_to_the_one_that_waited_longest(client):
    make_area("330101")
    records = [make_written("3301") for _ in range(3)]
    officer = make_officer()
    for record in records:
        actions.submit(record, by=officer)
        actions.check(record, by=officer)
    client.force_login(make_clerk())

    answer = client.post(at("record-approve", records[2]), {"next": "1"})
    last = client.post(at("record-approve", records[0]), {"next": "1"})
    end = client.post(at("record-approve", records[1]), {"next": "1"})

    assert answer.url == at("record-detail", records[0])
    assert last.url == at("record-detail", records[1])
    assert end.url == reverse("record-list")


def test_actions_keep_to_the_area_of_the_person():
    record = make_written("3301", state=State.CHECKED)

    with pytest.raises(ValidationError, match="รับรอง ส่งกลับ หรือเผยแพร่"):
        actions.approve(record, by=make_user("province", "34"))


def test_another_officer_checks_where_the_district_has_one():
    record, writer, other = make_written("3301"), make_officer("3301"), make_officer("3301")
    make_officer("3302")
    actions.submit(record, by=writer)

    with pytest.raises(ValidationError, match="โปรดให้เจ้าหน้าที่คนอื่น"):
        actions.check(record, by=writer)
    actions.check(record, by=other)

    record.refresh_from_db()
    assert (record.state, record.checked_by, record.checked_alone) == (State.CHECKED, other, False)


def test_the_only_officer_checks_his_own_and_the_page_says_so(client):
    make_area("330101")
    record, writer = make_written("3301"), make_officer("3301")
    make_officer("3302")
    make_officer("3301", is_active=False)
    actions.submit(record, by=writer)
    client.force_login(writer)

    client.post(at("record-check", record))

    record.refresh_from_db()
    assert record.checked_alone and Event.objects.get(verb="check").detail == {"alone": True}
    assert "ตรวจเรื่องที่ตนเขียนเอง" in client.get(at("record-detail", record)).content.decode()


def test_who_wrote_in_it_does_not_check_though_another_sent_it(client):
    make_area("330101")
    record, writer, sender, third = make_written("3301"), *(make_officer("3301") for _ in range(3))
    client.force_login(writer)
    client.post(at("record-edit", record), opened(client, record) | {"sections-0-body": "ข้อความของผู้เขียน"})
    actions.submit(record, by=sender)

    for hand in (writer, sender):
        with pytest.raises(ValidationError, match="โปรดให้เจ้าหน้าที่คนอื่น"):
            actions.check(record, by=hand)
    assert actions.check(record, by=third).state == State.CHECKED


def test_neither_the_province_nor_another_district_checks(client):
    record = make_written("3301", state=State.SUBMITTED)

    for user, status in [(make_clerk("33"), 403), (make_officer("3302"), 404)]:
        client.force_login(user)
        assert client.post(at("record-check", record)).status_code == status
    record.refresh_from_db()
    assert record.state == State.SUBMITTED


def test_the_district_gives_back_until_it_has_checked(client):
    make_area("330101")
    record, writer, other = make_written("3301"), make_officer("3301"), make_officer("3301")
    actions.submit(record, by=writer)
    client.force_login(other)
    client.post(at("record-return", record), {"note": "ขาดตัวเลข"})
    record.refresh_from_db()
    assert (record.state, record.returned_note) == (State.DRAFT, "ขาดตัวเลข")
    actions.submit(record, by=writer)
    actions.check(record, by=other)

    client.post(at("record-return", record), {"note": "สายไปแล้ว"})

    record.refresh_from_db()
    assert record.state == State.CHECKED


def test_a_record_given_back_is_checked_anew():
    record, writer, other = make_written("3301"), make_officer("3301"), make_officer("3301")
    actions.submit(record, by=writer)
    actions.check(record, by=other)

    record = actions.give_back(record, "แก้", by=make_clerk())

    assert (record.checked_at, record.checked_by) == (None, None)
    assert actions.submit(record, by=writer).state == State.SUBMITTED


@pytest.mark.parametrize("state", State.values)
def test_the_admin_changes_no_state(client, state):
    make_area("330101")
    record = make_written("3301", state=state)
    client.force_login(make_department())
    page = reverse("admin:knowledge_knowledgerecord_change", args=[record.pk])

    client.post(
        page, {"state": "published", "title": "ข้ามขั้น", "year": record.year, "level": record.level, "area_code": "3301"}
    )

    record.refresh_from_db()
    assert record.state == state


def test_an_import_begins_as_a_draft_whatever_the_text_says():
    text = TEXTS[0].read_text(encoding="utf-8") + "\nสถานะ: published\n"

    record = store(read_record(text, file="ก.txt"), text, area_code="3301", by=make_department(), today=DAY)

    assert record.state == State.DRAFT
    assert KnowledgeRecord.objects.get(pk=record.pk).state == State.DRAFT


def test_the_admin_takes_no_section_out_of_a_record_that_was_sent(client):
    record = make_written("3301", state=State.PUBLISHED)
    client.force_login(make_department())

    client.post(reverse("admin:knowledge_section_delete", args=[record.sections.first().pk]), {"post": "yes"})

    assert record.sections.count() == 2
