"""The record as a paper: choices are obeyed, finished papers are kept."""

import io

import pypdf
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse

from samma.jobs.models import Job
from samma.knowledge import actions
from samma.knowledge.models import KnowledgeRecord, Section
from samma.knowledge.printing import papers
from samma.knowledge.printing.papers import Choice, book, paper_of, printable, record_pdf
from tests.factories import make_area, make_officer, make_record
from tests.knowledge.pages import TEXTS, at, stored
from tests.pdf.readers import EXACT, folded

pytestmark = pytest.mark.django_db


def test_owner_block_says_what_the_form_asks_for():
    individual = stored(next(path for path in TEXTS if path.stem == "individual"))

    paper = paper_of(individual, Choice(), {})

    assert paper.paper_title == "บันทึกองค์ความรู้"
    assert paper.owner_lines == [
        ("๒. ชื่อเจ้าของความรู้", "นายคำปัน ริมน้ำ"),
        ("ตำแหน่ง", "นักวิชาการพัฒนาชุมชนชำนาญการ"),
        ("", "สำนักงานพัฒนาชุมชนอำเภอสมมุติ จังหวัดลำปาง"),
        ("โทรศัพท์", "๐๘๙-๐๐๐-๑๑๒๒"),
    ]
    number, category = paper.numbered_category
    assert (number, category.heading) == ("๓.", "หมวดองค์ความรู้ที่บ่งชี้")


def test_phone_is_not_printed_in_a_form_that_does_not_ask_for_it():
    individual = stored(next(path for path in TEXTS if path.stem == "individual"))

    html = paper_of(individual, Choice(form="district-2560"), {}).html()

    assert "0890001122" not in html and "๐๘๙" not in html


def test_web_page_prints_with_its_site_line():
    web = stored(next(path for path in TEXTS if path.stem == "web"))

    paper = paper_of(web, Choice(), {})

    assert paper.site_line == "เว็บไซต์สัมมาชีพชุมชนจังหวัดน่าน\nกรมการพัฒนาชุมชน กระทรวงมหาดไทย"
    assert paper.paper_title == "เทคนิคส่งเสริมสัมมาชีพ"


@pytest.mark.parametrize(
    ("digits", "numbers"),
    [("", ["๓.", "๔.", "4.1", "4.2", "5.", "6."]), ("thai", ["๓.", "๔.", "๔.๑", "๔.๒", "๕.", "๖."]),
     ("arabic", ["3.", "4.", "4.1", "4.2", "5.", "6."])],
    ids=["as the form has them", "thai", "arabic"],
)  # fmt: skip
def test_digits_of_headings_follow_the_choice(digits, numbers):
    district = stored(next(path for path in TEXTS if path.stem == "district"))

    paper = paper_of(district, Choice(digits=digits), {})

    assert [number for number, _ in paper.numbered_sections] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "<link rel=attachment href=file:///etc/passwd>",
        "<img src=http://127.0.0.1:1/>",
        "<style>@import 'http://127.0.0.1:1/';</style>",
    ],
)
def test_hostile_text_prints_as_the_characters_it_is(text):
    record = make_record(title=f"เรื่อง {text}", owner=text)
    Section.objects.create(record=record, order=2, heading=text, body=text)

    pdf = record_pdf(printable([record.pk]).get(), Choice(site="http://127.0.0.1/"))

    back = folded(EXACT["pdfium"](pdf))
    assert back.count(folded(text)) >= 4  # title, owner, heading and body
    assert not pypdf.PdfReader(io.BytesIO(pdf)).attachments


def test_a_finished_paper_is_kept_until_the_record_changes(monkeypatch):
    record = printable([make_record().pk]).get()
    first = record_pdf(record, Choice())
    monkeypatch.setattr(papers, "render", lambda *a, **k: pytest.fail("made twice"))
    assert record_pdf(record, Choice()) == first
    monkeypatch.undo()

    record.sections.update(body="ข้อความใหม่")

    assert "ข้อความใหม่" in folded(EXACT["pdfium"](record_pdf(printable([record.pk]).get(), Choice())))


def test_finished_papers_and_photos_go_with_their_record():
    record = make_record()
    record_pdf(printable([record.pk]).get(), Choice())
    folder = f"papers/{record.pk}"
    assert default_storage.listdir(folder)[1]

    actions.throw_away(record, by=make_officer())

    assert not default_storage.exists(folder) or not default_storage.listdir(folder)[1]


def test_many_records_deleted_at_once_leave_nothing_on_disk():
    records = [make_record() for _ in range(2)]
    for record in printable([r.pk for r in records]):
        record_pdf(record, Choice())

    KnowledgeRecord.objects.filter(pk__in=[r.pk for r in records]).delete()

    assert not [name for r in records for name in default_storage.listdir(f"papers/{r.pk}")[1]]


@pytest.mark.parametrize(
    ("state", "foot"),
    [
        ("draft", "ร่าง · ฉบับที่ ๑"),
        ("submitted", "รออำเภอตรวจ · ฉบับที่ ๑"),
        ("checked", "รอจังหวัดรับรอง · ฉบับที่ ๑"),
        ("approved", "ฉบับที่ ๑"),
    ],
)
def test_foot_says_that_nobody_has_approved_it_yet(state, foot):
    record = make_record(state=state)

    assert paper_of(printable([record.pk]).get(), Choice(), {}).printed_line == foot


def test_papers_of_one_record_stay_few():
    record = printable([make_record().pk]).get()
    for n in range(9):
        record.title = f"ชื่อ {n}"
        record_pdf(record, Choice())

    assert len(default_storage.listdir(f"papers/{record.pk}")[1]) == 6


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("กล้วยตาก", "กล้วยตาก"),
        ("เทคนิคการเลี้ยงไก่ไข่ ของหมู่บ้านสมมุติที่อยู่ไกลมาก", "เทคนิคการเลี้ยงไก่ไข่…"),
        ("น้ำ" * 30, "น้ำ" * 16 + "…"),
    ],
)
def test_running_head_is_one_line(title, head):
    assert paper_of(printable([make_record(title=title).pk]).get(), Choice(), {}).running_head == head


def test_book_has_a_bookmark_for_each_record():
    records = [make_record(title=title) for title in ("กล้วยตาก", "ข้าวฮาง")]

    pdf = book(printable([r.pk for r in records]), Choice())

    outline = [item.title for item in pypdf.PdfReader(io.BytesIO(pdf)).outline if not isinstance(item, list)]
    assert outline == ["กล้วยตาก", "ข้าวฮาง"]


def test_print_page_gives_a_pdf_with_a_qr_to_the_public_page(client, settings):
    make_area("330101")
    record = make_record()
    client.force_login(make_officer())

    answer = client.get(at("record-print", record), {"form": "district-2560", "pages": "of"})

    assert answer["Content-Type"] == "application/pdf" and answer["Content-Disposition"].startswith("inline")
    assert answer.content.startswith(b"%PDF")
    assert Choice.of_request(answer.wsgi_request).site == "http://testserver/"
    settings.SITE_URL = "https://samma.example"
    assert Choice.of_request(answer.wsgi_request).site == "https://samma.example"


def test_ticked_records_print_as_one_file_and_those_of_elsewhere_do_not(client):
    ours, theirs = make_record("3301", title="ของเรา"), make_record("3302", title="ของเขา")
    client.force_login(make_officer("3301"))

    answer = client.post(reverse("records-print"), {"record": [ours.pk, theirs.pk]})

    text = folded(EXACT["pdfium"](answer.content))
    assert "ของเรา" in text and "ของเขา" not in text


def test_everything_shown_prints_by_the_filters_of_the_list(client):
    make_record("3301", title="กล้วยตาก", year=2561)
    make_record("3301", title="ข้าวฮาง", year=2560)
    client.force_login(make_officer("3301"))

    answer = client.post(f"{reverse('records-print')}?q=กล้วย", {"all": "1"})

    assert "กล้วยตาก" in folded(EXACT["pdfium"](answer.content))
    assert "ข้าวฮาง" not in folded(EXACT["pdfium"](answer.content))


def test_nothing_ticked_is_told(client):
    client.force_login(make_officer())

    answer = client.post(reverse("records-print"), follow=True)

    assert "ยังไม่ได้เลือกเรื่อง" in answer.content.decode()


def test_more_than_twenty_become_a_job(client):
    records = [make_record("3301") for _ in range(21)]
    client.force_login(make_officer("3301"))

    answer = client.post(reverse("records-print"), {"record": [r.pk for r in records]})

    job = Job.objects.get()
    assert answer.url == reverse("job-detail", args=[job.pk])
    assert job.total == 21 and sorted(job.params["records"]) == [r.pk for r in records]


def test_command_prints_a_district_and_says_why_there_is_no_qr(tmp_path, capsys):
    make_record("3301", title="ในอำเภอ")
    make_record("3302", title="นอกอำเภอ")

    call_command("print_records", district="3301", out=tmp_path / "book.pdf")

    text = folded(EXACT["pdfium"]((tmp_path / "book.pdf").read_bytes()))
    assert "ในอำเภอ" in text and "นอกอำเภอ" not in text
    assert "SITE_URL" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"record": [999999]}, "ไม่มีบันทึกเลขที่ 999999"),
        ({"province": "3301"}, "รหัส 2 หลัก"),
        ({"year": 2599}, "ไม่มีบันทึกที่ตรง"),
    ],
)
def test_command_refuses_what_is_not_there(tmp_path, options, sentence):
    make_record("3301")

    with pytest.raises(CommandError, match=sentence):
        call_command("print_records", out=tmp_path / "book.pdf", **options)


def test_a_new_draft_prints_in_every_form():
    for key in papers.FORMS:
        record = make_record(form=key, title=key)
        paper = paper_of(printable([record.pk]).get(), Choice(), {})
        assert paper.html()
    assert KnowledgeRecord.objects.count() == len(papers.FORMS)
