"""The yearly book's page and job: a draft that is kept, a worker that may be stopped or killed, and nobody else's book."""

import pytest
from django.urls import reverse

from samma.jobs import actions as jobs
from samma.jobs import signs
from samma.jobs.models import Job, JobState
from samma.knowledge import tasks
from samma.knowledge.book import making
from samma.knowledge.models import Section
from samma.knowledge.printing import papers
from tests.factories import make_clerk, make_department, make_officer
from tests.knowledge.shelf import SITE

pytestmark = pytest.mark.django_db


def job_of(shelf, by, ending="pdf"):
    params = {"book": shelf.pk, "ending": ending, "site": SITE}
    return jobs.start("samma.knowledge.tasks.make_book", "เล่ม", params=params, total=6, by=by, next_url="/knowledge/")


def test_a_worker_makes_the_book_and_its_page_offers_it(shelf, client):
    clerk = make_clerk("33")
    job = job_of(shelf, clerk)
    tasks.make_book.call(str(job.pk))
    client.force_login(clerk)

    job.refresh_from_db()
    page = client.get(reverse("record-book"), {"year": 2561}).content.decode()
    answer = client.get(reverse("record-book-pdf"), {"year": 2561})
    assert (job.state, job.done) == (JobState.DONE, 6)
    assert "เปิดเล่ม" in page and "ข้อมูลเปลี่ยนหลังทำไฟล์นี้" not in page
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    Section.objects.filter(record__title="ข้าวฮาง").update(body="แก้แล้ว")
    assert "ข้อมูลเปลี่ยนหลังทำไฟล์นี้" in client.get(reverse("record-book"), {"year": 2561}).content.decode()


def test_a_cancelled_book_stops_and_leaves_no_book(shelf, monkeypatch):
    job = job_of(shelf, make_clerk("33"))
    printed, true = [], papers.record_pdf

    def cancelled(record, *rest):
        printed.append(record)
        if len(printed) == 2:
            jobs.cancel(job)
        return true(record, *rest)

    monkeypatch.setattr(making, "record_pdf", cancelled)
    tasks.make_book.call(str(job.pk))

    job.refresh_from_db()
    shelf.refresh_from_db()
    assert job.state == JobState.CANCELLED and len(printed) == 2 and not shelf.pdf_name


def test_after_its_worker_was_killed_a_book_goes_on_with_what_was_printed(shelf, monkeypatch):
    job = job_of(shelf, make_clerk("33"))
    printed, true = [], papers.render

    def killed(html, **rest):
        printed.append(html)
        if len(printed) == 4:
            raise KeyboardInterrupt  # as a killed worker, it ends nothing in order
        return true(html, **rest)

    monkeypatch.setattr(papers, "render", killed)
    with pytest.raises(KeyboardInterrupt):
        tasks.make_book.call(str(job.pk))
    signs.forget(job.pk)  # minutes pass
    Job.objects.filter(pk=job.pk).update(heartbeat=job.made_at - jobs.SILENT * 2)
    jobs.look(Job.objects.get(pk=job.pk))  # somebody opens the page
    tasks.make_book.call(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.attempt, job.done) == (JobState.DONE, 2, 6)
    assert len(printed) == 4 + 2  # the fourth again, and the fifth


def test_page_saves_the_draft_and_begins_the_job(shelf, client):
    client.force_login(make_clerk("33"))
    address = f"{reverse('record-book')}?area=33&year=2561"
    typed = {"title": "เล่มใหม่", "foreword": "คำนำใหม่", "holds": "finished", "digits": "thai"}

    saved = client.post(address, typed | {"version": shelf.version})
    shelf.refresh_from_db()
    client.post(address, typed | {"version": shelf.version, "make": "pdf"})

    assert saved.status_code == 302 and (shelf.title, shelf.foreword) == ("เล่มใหม่", "คำนำใหม่")
    job = Job.objects.get()
    assert (job.total, job.params["book"]) == (6, shelf.pk)
    page = client.get(address).content.decode()
    assert 'hx-trigger="every 2s"' in page and reverse("job-cancel", args=[job.pk]) in page


def test_a_book_that_is_there_already_needs_no_job(shelf, client):
    making.make_pdf(shelf, SITE)
    client.force_login(make_clerk("33"))
    typed = {"title": shelf.title, "foreword": shelf.foreword, "holds": "finished", "digits": "thai", "version": 1}

    client.post(f"{reverse('record-book')}?area=33&year=2561", typed | {"make": "pdf"})

    shelf.refresh_from_db()
    assert not Job.objects.exists() and shelf.pdf_records == 5


@pytest.mark.parametrize(
    ("user", "status"),
    [(lambda: make_clerk("33"), 200), (lambda: make_clerk("34"), 404), (lambda: make_officer("3301"), 404),
     (lambda: make_officer(""), 404), (make_department, 200)],
    ids=["the province", "another province", "one of its districts", "no posting", "the department"],
)  # fmt: skip
def test_a_book_keeps_to_the_area(shelf, client, user, status):
    making.note(shelf, "pdf", *making.make_pdf(shelf, SITE))
    client.force_login(user())
    for name in ("record-book", "record-book-pdf"):
        answer = client.get(reverse(name), {"area": "33", "year": 2561})
        b"".join(answer)
        assert answer.status_code == status


def test_a_job_of_another_province_finds_no_book(shelf):
    job = job_of(shelf, make_clerk("34"))

    tasks.make_book.call(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "ไม่พบเล่มนี้แล้ว")


def test_who_only_reads_makes_no_book(shelf, client):
    reader = make_department()
    reader.is_superuser = False
    reader.save()
    client.force_login(reader)
    address = f"{reverse('record-book')}?area=33&year=2561"

    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "เล่ม", "make": "pdf"}).status_code == 403
