"""Old texts in, by the command and by the page: what is read is told, stored as drafts, and never doubled."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from samma.accounts.models import Event
from samma.knowledge.models import KnowledgeRecord, State
from samma.knowledge.record_forms import FORMS
from tests.factories import make_area, make_clerk, make_department, make_officer
from tests.knowledge.pages import fields_of
from tests.sources import real_documents
from villages.models import Area

pytestmark = pytest.mark.django_db
TEXTS = sorted((Path(__file__).parents[1] / "texts").glob("*.txt"))
CONTRACT = [
    "file", "form", "level", "category", "title", "owner_name", "owner_position", "owner_office", "owner_address",
    "phone", "date", "province", "sections", "damage", "warnings",
]  # fmt: skip


def run(*args, **options):
    """The command's standard output and what it told beside it."""
    out, told = io.StringIO(), io.StringIO()
    call_command("import_records", *args, stdout=out, stderr=told, **options)
    return out.getvalue(), told.getvalue()


def test_dry_run_tells_the_contract_and_stores_nothing():
    out, _ = run(*TEXTS, "--dry-run", "--json", "-")

    read = json.loads(out)
    assert [list(one) for one in read] == [CONTRACT] * len(TEXTS)
    assert {one["form"] for one in read} == set(FORMS)
    assert not KnowledgeRecord.objects.exists()


def test_the_five_documents_tell_the_contract(tmp_path):
    run(*real_documents(), "--dry-run", "--json", tmp_path / "read.json")

    read = json.loads((tmp_path / "read.json").read_text(encoding="utf-8"))
    assert [list(one) for one in read] == [CONTRACT] * 5
    assert [one["form"] for one in read] == ["cddkm-web"] * 3 + ["district-2560", "individual-2561"]
    assert [one["province"] for one in read] == ["พิจิตร", "นครราชสีมา", "ศรีสะเกษ", "ศรีสะเกษ", "ลำปาง"]


def test_texts_are_stored_as_drafts_with_the_text_as_it_came():
    boss = make_department()
    make_area("52")
    Area.objects.filter(code="52").update(name_th="ลำปาง")
    individual = next(path for path in TEXTS if path.stem == "individual")

    run(individual)

    record = KnowledgeRecord.objects.get()
    assert (record.state, record.form, record.year, record.written_by) == (State.DRAFT, "individual-2561", 2561, boss)
    assert (record.owner, record.phone, record.area_code) == ("นายคำปัน ริมน้ำ", "0890001122", "52")
    assert record.source_text == individual.read_text(encoding="utf-8")
    assert record.sections.count() == 8
    assert Event.objects.filter(verb="import", object_id=str(record.pk)).count() == 1


def test_area_that_is_told_wins_over_the_province_in_the_text():
    make_area("330101")
    officer = make_officer()

    run(TEXTS[0], "--area", "3301", "--by", officer.username)

    assert KnowledgeRecord.objects.get().area_code == "3301"


def test_the_same_text_is_not_stored_twice_even_in_another_encoding(tmp_path):
    make_department()
    again = tmp_path / "again.txt"
    again.write_bytes(TEXTS[0].read_text(encoding="utf-8").replace("\n", "\r\n").encode("cp874"))

    run(TEXTS[0])
    _, told = run(again)

    assert KnowledgeRecord.objects.count() == 1
    assert "นำเข้าไว้แล้ว" in told


def test_a_bad_file_is_told_and_the_others_go_on(tmp_path):
    make_department()
    bad = tmp_path / "ภาพ.png"
    bad.write_bytes(b"\x89PNG")
    told = io.StringIO()

    with pytest.raises(CommandError, match="นำเข้าไม่ได้ 2 จาก 3 ไฟล์"):
        call_command("import_records", bad, tmp_path / "none.txt", TEXTS[0], stderr=told)

    assert KnowledgeRecord.objects.count() == 1
    assert "รับเฉพาะไฟล์ .txt" in told.getvalue() and "ไม่พบไฟล์" in told.getvalue()


def test_a_text_of_no_known_form_is_kept_without_a_guess(tmp_path):
    make_department()
    path = tmp_path / "ฝน.txt"
    path.write_text("บันทึกประจำวัน\nวันนี้ฝนตก", encoding="utf-8")

    run(path)

    record = KnowledgeRecord.objects.get()
    assert (record.form, record.title, record.area_code) == ("", "ไม่ทราบชื่อ (ฝน.txt)", "TH")
    assert "วันนี้ฝนตก" in record.sections.get().body


def test_year_is_the_fiscal_year_of_the_date():
    make_department()

    run(next(path for path in TEXTS if path.stem == "web"))

    assert KnowledgeRecord.objects.get().year == 2560


@pytest.mark.parametrize(
    ("options", "sentence"),
    [(["--by", "nobody"], "ไม่มีบัญชี"), (["--area", "99"], "ไม่มีพื้นที่รหัส 99"), (["--area", "3x"], "รหัสพื้นที่")],
)
def test_an_unknown_person_or_place_is_refused_before_anything_is_read(options, sentence):
    make_department()

    with pytest.raises(CommandError, match=sentence):
        run(TEXTS[0], *options)

    assert not KnowledgeRecord.objects.exists()


# --- the page


def upload(client, *paths):
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return client.post(reverse("record-import"), {"files": files})


def test_page_shows_old_and_new_and_stores_what_comes_back(client):
    make_area("330101")
    client.force_login(make_officer())

    review = upload(client, TEXTS[2])
    form = review.context["pages"][0]["form"]
    stored = client.post(reverse("record-import"), fields_of(form) | {"doc-count": "1"})

    record = KnowledgeRecord.objects.get()
    assert stored.status_code == 302
    assert (record.state, record.area_code, record.source_file) == (State.DRAFT, "3301", TEXTS[2].name)
    assert record.source_text == TEXTS[2].read_text(encoding="utf-8")
    assert [s.heading for s in record.sections.all()] == [s.heading for s in form.read.sections]


def test_shifted_heading_is_a_button_and_not_applied(client):
    make_area("330101")
    client.force_login(make_officer())

    page = upload(client, next(path for path in TEXTS if path.stem == "web"))

    row = next(r for r in page.context["pages"][0]["rows"] if r["form"]["heading"].value() == "วัตถุประสงค์")
    assert row["form"]["kind"].value() == "objective"
    assert [offer.kind for offer in row["offers"]] == ["process"]
    assert f'data-choose="{row["form"]["kind"].id_for_label}"' in page.content.decode()


def test_source_that_was_bent_on_the_way_is_refused(client):
    make_area("330101")
    client.force_login(make_officer())
    form = upload(client, TEXTS[0]).context["pages"][0]["form"]

    data = fields_of(form) | {"doc-count": "1"}
    data["doc0-source"] = data["doc0-source"][:-3] + "xyz"
    client.post(reverse("record-import"), data)

    assert not KnowledgeRecord.objects.exists()


def test_one_wrong_document_keeps_all_out_and_says_where(client):
    make_area("330101")
    client.force_login(make_officer())
    pages = upload(client, *TEXTS[:2]).context["pages"]

    data = {"doc-count": "2"}
    for page in pages:
        data |= fields_of(page["form"])
    data["doc1-title"] = ""
    answer = client.post(reverse("record-import"), data)

    assert not KnowledgeRecord.objects.exists()
    assert answer.context["pages"][1]["form"].errors["title"]


def test_a_file_that_is_no_text_is_told_on_the_page(client):
    client.force_login(make_officer())

    page = client.post(reverse("record-import"), {"files": [SimpleUploadedFile("ภาพ.png", b"\x89PNG")]})

    assert "รับเฉพาะไฟล์ .txt" in page.content.decode()


def test_only_who_writes_imports(client):
    client.force_login(make_clerk())

    assert client.get(reverse("record-import")).status_code == 403
