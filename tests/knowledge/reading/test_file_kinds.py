"""One old text in every kind of file is one record, by the reader and by the command; what was mended is told in both."""

import io
import json
from pathlib import Path

import docx
import pytest
from django.core.management import call_command

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.reading import read_record, text_of
from tests.factories import make_department
from tests.knowledge.pages import TEXTS

pytestmark = pytest.mark.once

DAMAGED = """แบบบันทึกองค์ความรู้
๑. ชื่อความรู้ การท างานของผู้น าชุมชน
๒. เจ้าขององค์ความรู้ นางสมใจ ใจงาม
๓. ความเป็นมาและความส าคัญ
ผู้น าให้ค าแนะน า และก าหนดแผนประจ าปี จดบันทกึ ทุกวัน
"""


def word(text):
    document, held = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(held)
    return held.getvalue()


def web(text):
    return f"<html><meta charset=utf-8><body>{''.join(f'<p>{line}</p>' for line in text.splitlines())}".encode()


KINDS = {".docx": word, ".html": web, ".txt": str.encode}


def plain(record):
    """As plain values; paragraphs of a web page stand apart, so empty lines say nothing here."""
    told = {name: value for name, value in record.as_dict().items() if name != "file"}
    for part in told["sections"]:
        part["body"] = [line for line in part["body"].splitlines() if line]
    return told


@pytest.mark.parametrize("ending", [".docx", ".html"])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_form_reads_alike_from_every_kind_of_file(path, ending):
    text = path.read_text(encoding="utf-8")
    if ending == ".html":  # a browser shows one space for many, so does the reader
        text = "\n".join(" ".join(line.split()) for line in text.splitlines())

    read = read_record(text_of(f"เก่า{ending}", KINDS[ending](text)))

    assert plain(read) == plain(read_record(text))


@pytest.mark.django_db
@pytest.mark.parametrize("ending", KINDS)
def test_the_command_applies_what_is_certain_and_tells_it(tmp_path, ending):
    path = tmp_path / f"เก่า{ending}"
    path.write_bytes(KINDS[ending](DAMAGED))
    out = io.StringIO()

    call_command("import_records", path, "--dry-run", "--json", "-", stdout=out, stderr=io.StringIO())

    (read,) = json.loads(out.getvalue())
    mended = [note["text"] for note in read["warnings"] if note["code"] == "mended"]
    assert read["title"] == "การทำงานของผู้นำชุมชน" and not KnowledgeRecord.objects.exists()
    assert len(mended) == 1 and "ท างาน → ทำงาน (1)" in mended[0] and mended[0].startswith("ซ่อมแล้ว ")
    assert "บันทกึ" in read["sections"][0]["body"] and "บันทกึ" not in mended[0]
    assert {"split-sara-am", "displaced-mark"} <= {note["code"] for note in read["damage"]}
    assert all(list(note) == ["code", "text"] for note in read["damage"] + read["warnings"])


@pytest.mark.django_db
def test_the_command_stores_what_was_mended_beside_the_text_as_it_came(tmp_path):
    make_department()
    path = Path(tmp_path / "เก่า.txt")
    path.write_text(DAMAGED, encoding="utf-8")

    call_command("import_records", path, stderr=io.StringIO())

    record = KnowledgeRecord.objects.get()
    assert record.source_text == DAMAGED
    assert {"code": "split-sara-am", "old": "ท างาน", "new": "ทำงาน", "count": 1} in [
        {name: repair[name] for name in ("code", "old", "new", "count")} for repair in record.repairs
    ]
