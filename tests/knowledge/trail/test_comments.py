"""Comments on a section: asked by province or district, open until it is said that they are met."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samma.accounts.models import Event
from samma.knowledge.models import SectionComment
from samma.knowledge.trail import comments
from tests.factories import make_area, make_clerk, make_department, make_officer, make_user
from tests.knowledge.pages import at, make_written, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    make_area("330101")
    return make_written("3301")


def say(client, record, body="ขอตัวเลขผลลัพธ์", place=0):
    return client.post(at("record-comment", record), {"section": record.sections.all()[place].pk, "body": body})


def test_a_comment_stands_beside_its_section_on_the_page_and_in_the_editor(client, record):
    client.force_login(make_clerk())
    say(client, record, place=1)
    client.force_login(make_officer())

    rows = client.get(at("record-detail", record)).context["sections"]
    editor = client.get(at("record-edit", record))

    assert [[c.body for c in row["open"]] for row in rows] == [[], ["ขอตัวเลขผลลัพธ์"]]
    assert [[c.body for c in row["comments"]] for row in editor.context["rows"]] == [[], ["ขอตัวเลขผลลัพธ์"], []]
    assert "ขอตัวเลขผลลัพธ์" in editor.content.decode()


def test_a_tick_in_the_editor_closes_it_with_the_text(client, record):
    client.force_login(make_clerk())
    say(client, record)
    officer = make_officer()
    client.force_login(officer)
    said = SectionComment.objects.get()

    client.post(at("record-edit", record), opened(client, record) | {"sections-0-body": "สิบราย", "solved": said.pk})

    said.refresh_from_db()
    assert said.done_by == officer and record.sections.first().body == "สิบราย"


def test_a_tick_for_a_comment_of_another_record_closes_nothing(client, record):
    other = make_written("3302")
    said = comments.comment(other.sections.first(), "ของอีกเรื่อง", by=make_clerk())
    client.force_login(make_officer())

    client.post(at("record-edit", record), opened(client, record) | {"solved": [said.pk, "ก", "9" * 30]})

    said.refresh_from_db()
    assert said.done_at is None


def test_asking_and_meeting_are_written_down_once(client, record):
    client.force_login(make_clerk())
    say(client, record)
    done = reverse("record-comment-done", args=[record.pk, SectionComment.objects.get().pk])
    client.post(done)
    client.post(done)

    verbs = Event.objects.filter(object_id=str(record.pk)).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["comment", "comment done"]


@pytest.mark.parametrize("body", ["", "  ", "ก" * 2001])
def test_an_empty_and_an_endless_comment_are_refused_in_thai(client, record, body):
    client.force_login(make_clerk())

    say(client, record, body=body)

    assert not SectionComment.objects.exists()


def test_a_comment_outlives_its_section(client, record):
    client.force_login(make_officer())
    say(client, record)

    client.post(at("record-edit", record), opened(client, record) | {"sections-0-DELETE": "on"})

    page = client.get(at("record-detail", record)).content.decode()
    assert "หัวข้อที่ลบแล้ว" in page and "ขอตัวเลขผลลัพธ์" in page


def test_outside_ones_area_nothing_is_said_and_nothing_is_closed(client, record):
    said = comments.comment(record.sections.first(), "ขอตัวเลข", by=make_clerk())
    for stranger in (make_officer("3302"), make_clerk("34")):
        client.force_login(stranger)
        assert say(client, record).status_code == 404
        assert client.post(reverse("record-comment-done", args=[record.pk, said.pk])).status_code == 404
    assert SectionComment.objects.get().done_at is None


def test_a_section_of_another_record_takes_no_comment_through_this_one(client, record):
    other = make_written("3302")
    client.force_login(make_clerk())

    answer = client.post(at("record-comment", record), {"section": other.sections.first().pk, "body": "ผิดเรื่อง"})

    assert answer.status_code == 404 and not SectionComment.objects.exists()


def test_the_department_reads_and_does_not_comment(record):
    reader = make_user("department", "TH")

    with pytest.raises(ValidationError):
        comments.comment(record.sections.first(), "ขอตัวเลข", by=reader)
    assert comments.may_comment(record, make_department())
