"""Hostile records, from what is typed to the paper and the public page; and what the admin must not open again."""

import http.server
import io
import threading

import pypdf
import pytest
from django.urls import reverse

from samma.knowledge.models import KnowledgeRecord, Section, State
from tests.factories import make_area, make_officer, make_record
from tests.knowledge.pages import at, opened
from tests.pdf.readers import EXACT, folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def listener():
    """A web server on this machine, and the paths that it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_hostile_text_typed_into_the_form_is_printed_as_typed_and_fetches_nothing(client, listener):
    """Form, database, print page, PDF: the whole way."""
    address, asked = listener
    hostile = [
        "<link rel=attachment href=file:///etc/passwd>",
        f"<img src={address}/picture.png/>",
        f"<style>@import '{address}/import.css';</style>",
        "</title><script>alert(1)</script>",
    ]
    make_area("330101")
    record = make_record("3301")
    client.force_login(make_officer("3301"))
    data = opened(client, record) | {
        "title": hostile[0],
        "owner": hostile[1],
        "sections-0-heading": hostile[2],
        "sections-0-body": "\n".join(hostile),
    }

    saved = client.post(at("record-edit", record), data)
    answer = client.get(at("record-print", record), {"form": "district-2560"})

    assert saved.status_code == 302 and answer["Content-Type"] == "application/pdf"
    text = folded(EXACT["pdftotext -raw"](answer.content))
    assert [line for line in hostile if folded(line) not in text] == []
    assert "root:" not in text and asked == []
    assert not pypdf.PdfReader(io.BytesIO(answer.content)).attachments
    page = client.get(at("record-detail", record)).content.decode()
    assert not any(line in page for line in hostile) and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("title", ["a\r\nSet-Cookie: b=c", 'a"; filename=b.html', "../../b", "ก\nข"])
def test_title_makes_no_header_of_its_own(client, title):
    record = make_record("3301", title=title)
    client.force_login(make_officer("3301"))

    answer = client.get(at("record-print", record))

    assert answer.status_code == 200 and "Set-Cookie: b" not in str(answer.headers)
    assert not set("\r\n") & set(answer["Content-Disposition"]) and "/" not in answer["Content-Disposition"]


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "²", "-1", "x"], ids=lambda text: text[:3])
def test_ticking_a_record_that_cannot_be_is_told_and_is_no_error(client, number):
    client.force_login(make_officer("3301"))

    assert client.post(reverse("records-print"), {"record": number}).url == reverse("record-list")
    assert client.get(reverse("record-new"), {"village": number}).status_code == 404


@pytest.mark.parametrize("area", ["3301\U0010ffff", "3301\0", "3301'"], ids=repr)
def test_a_bent_place_in_the_address_is_no_error(client, area):
    client.force_login(make_officer("3301"))

    assert client.get(reverse("record-summary"), {"missing": area}).status_code == 404
    assert client.get(reverse("sheet-export", args=["records"]), {"area": area}).status_code == 200


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.PUBLISHED])
def test_the_admin_does_not_change_what_was_sent(client, state):
    record = make_record("3301", state=state)
    section = record.sections.get()
    own = make_record("3301")
    client.force_login(make_officer("3301", is_staff=True))

    for row, name in ((record, "knowledgerecord"), (section, "section")):
        change = reverse(f"admin:knowledge_{name}_change", args=[row.pk])
        assert client.post(change, {"title": "แก้ทีหลัง", "body": "แก้ทีหลัง"}).status_code == 403
        assert client.post(reverse(f"admin:knowledge_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    moved = {"record": record.pk, "order": 9, "heading": "แทรก", "body": "แทรกทีหลัง"}
    client.post(reverse("admin:knowledge_section_add"), moved)
    client.post(reverse("admin:knowledge_section_change", args=[own.sections.get().pk]), moved)

    assert list(record.sections.values_list("pk", "body")) == [(section.pk, section.body)]
    assert KnowledgeRecord.objects.get(pk=record.pk).title == record.title


def test_a_draft_mended_in_the_admin_is_another_revision_when_it_is_sent(client):
    record = make_record("3301")
    section = record.sections.get()
    client.force_login(make_officer("3301", is_staff=True))
    data = {"record": record.pk, "order": 1, "number": "๔", "heading": "ที่มา", "kind": "background", "body": "แก้แล้ว"}

    client.post(reverse("admin:knowledge_section_change", args=[section.pk]), data)

    record.refresh_from_db()
    assert Section.objects.get(pk=section.pk).body == "แก้แล้ว" and record.is_changed
