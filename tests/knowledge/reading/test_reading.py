"""Old texts read into draft records, compared with what a person reads in them, and the traps.

An invented text of each form is always compared. The five real documents name real people: they stay outside the repository,
and `expected/` says of them only what is nobody's: line ranges for bodies, hashes for names.
"""

import hashlib
import json
import re
import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from samma.knowledge.reading import NO_HEADING, read_file, read_record
from samma.knowledge.reading.files import decode
from samma.knowledge.record_forms import FORMS, KINDS
from samma.thai import normalise
from tests.sources import real_document

HERE = Path(__file__).parents[1]
DOCUMENTS = sorted(path.stem for path in (HERE / "expected").glob("*.json"))
INVENTED = sorted(path.stem for path in (HERE / "texts").glob("*.txt"))
OWNER = ["owner_name", "owner_position", "owner_office", "owner_address", "phone"]
FIELDS = ["form", "level", "category", "title", *OWNER, "date", "province"]
CONTRACT = ["file", *FIELDS, "sections", "damage", "warnings"]


def source_of(stem):
    return real_document(stem).read_text(encoding="utf-8")


def read_document(stem):
    path = real_document(stem)
    return read_record(read_file(path), file=path.name)


def expectation(stem):
    return json.loads((HERE / "expected" / f"{stem}.json").read_text(encoding="utf-8"))


def hidden(value, expected):
    """The value as the expectation writes it: a person's own data as a hash."""
    if value is None or not str(expected).startswith("sha256:"):
        return value
    return f"sha256:{hashlib.sha256(value.encode()).hexdigest()}"


def lines_of(stem, ranges):
    """The lines of the source that a person counted out for a section, without indentation."""
    lines = normalise(source_of(stem)).splitlines()
    picked = [line.strip() for first, last in ranges for line in lines[first - 1 : last]]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(picked)).strip("\n")


def squeezed(text):
    return "".join(text.split())


def codes(notes):
    return [note.code for note in notes]


def section(record, heading):
    return next(s for s in record.sections if s.heading == heading)


def test_there_are_five_documents():
    assert len(DOCUMENTS) == 5


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_head_says_what_a_person_reads(stem):
    expected = expectation(stem)

    read = read_document(stem).as_dict()

    found = {name: hidden(read[name], expected[name]) for name in ["file", *FIELDS]}
    assert found == {name: expected[name] for name in ["file", *FIELDS]}


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_every_section_stands_whole_under_its_own_heading(stem):
    expected = [
        {"number": s["number"], "heading": s["heading"], "kind": s["kind"], "body": lines_of(stem, s["lines"])}
        for s in expectation(stem)["sections"]
    ]
    assert read_document(stem).as_dict()["sections"] == expected


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_what_is_missing_is_exactly_the_furniture(stem):
    """Walks the source in order: between the pieces that were kept stand labels, number dots and furniture only."""
    expected, record = expectation(stem), read_document(stem).as_dict()
    printed = record | expected["as_printed"]
    if isinstance(printed["phone"], list):  # line, from, to: as it stands in the source
        line, start, end = printed["phone"]
        printed["phone"] = source_of(stem).splitlines()[line - 1][start:end]
    pieces = [printed[name] for name in ("category", "title", "owner_name", "owner_position", "date")]
    pieces += [printed["owner_office"], printed["owner_address"], printed["phone"]]
    if record["form"] == "individual-2561":  # its category stands below the owner
        pieces.append(pieces.pop(0))
    for part in record["sections"]:
        pieces += [part["number"], part["heading"], *part["body"].splitlines()]
    source = squeezed(source_of(stem))

    left, at = "", 0
    for piece in filter(None, map(squeezed, filter(None, pieces))):
        found = source.find(piece, at)
        assert found >= 0, f"lost or out of order: {piece[:60]}"
        left += source[at:found]
        at = found + len(piece)
    left += source[at:]

    assert left == squeezed("".join(expected["left_out"]))


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_damage_and_warnings_are_reported(stem):
    expected, record = expectation(stem), read_document(stem)

    assert codes(record.damage) == expected["damage"]
    assert codes(record.warnings) == expected["warnings"]


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_record_as_plain_values_has_the_agreed_names(stem):
    read = read_document(stem).as_dict()

    assert list(read) == CONTRACT
    assert all(list(part) == ["number", "heading", "kind", "body"] for part in read["sections"])
    assert all(part["kind"] in KINDS for part in read["sections"])
    assert all(list(note) == ["code", "text"] for note in read["damage"] + read["warnings"])
    assert json.loads(json.dumps(read)) == read


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_text_of_each_form_is_read_as_a_person_reads_it(name):
    expected = json.loads((HERE / "texts" / f"{name}.json").read_text(encoding="utf-8"))

    read = read_record(read_file(HERE / "texts" / f"{name}.txt"), file=f"{name}.txt").as_dict()

    assert {key: read[key] for key in ["file", *FIELDS, "sections"]} == {
        key: expected[key] for key in ["file", *FIELDS, "sections"]
    }
    assert [note["code"] for note in read["damage"]] == expected["damage"]
    assert [note["code"] for note in read["warnings"]] == expected["warnings"]


def test_there_is_a_text_of_every_form():
    read = {read_record(read_file(HERE / "texts" / f"{name}.txt")).form for name in INVENTED}

    assert read == set(FORMS)


def test_list_numbers_inside_a_section_do_not_cut_it():
    record = read_document("004_5796a825079509ea")

    steps = section(record, "วิธีการ/ขั้นตอนการจัดการความรู้").body
    assert [line[:2] for line in steps.splitlines() if line] == ["๑.", "๓.", "๓.", "๔.", "๕.", "๖."]


def test_heading_of_ones_own_stays_inside_its_section_and_is_offered():
    record = read_document("002_5bba162562e34adf")

    assert "\nข้อพึงระวังของการพัฒนา\n" in section(record, "วัตถุประสงค์").body
    assert section(record, "ข้อพึงระวัง").body == ""
    assert any(note.code == "inner-heading" and "ข้อพึงระวังของการพัฒนา" in note.text for note in record.warnings)


def test_shift_of_the_web_form_is_offered_and_not_applied():
    record = read_document("001_4162557fadc2fbcd")

    assert section(record, "วัตถุประสงค์").kind == "objective"
    shifts = [note.text for note in record.warnings if note.code == "heading-shift"]
    assert any("วัตถุประสงค์" in text and KINDS["process"] in text for text in shifts)


def test_damaged_words_are_named_and_left_as_they_are():
    record = read_document("003_b4d12666234226a7")

    (lost,) = [note.text for note in record.damage if note.code == "lost-sara-am"]
    assert "เหลื่อมล้า" in lost and "กาลังใจ" in lost
    assert "ให้กาลังใจทีมวิทยากร" in section(record, "เทคนิค").body


def test_words_misread_by_sense_are_named_and_left_as_they_are():
    record = read_document("004_5796a825079509ea")

    (note,) = record.damage
    assert all(word in note.text for word in ("แนวทางสมาชิก", "ครุฑเรือน", "ที่มหาวิทยาลัย", "วัสดุสาคือ"))
    assert record.title == "เทคนิคการสร้างและพัฒนาผู้นำสมาชิก"


PAPER = """บันทึกองค์ความรู้
1. ชื่อองค์ความรู้ ปุ๋ยหมักของบ้านเรา
2. ชื่อเจ้าของความรู้ นายสมมุติ ใจงาม
ตำแหน่งพัฒนากร
สังกัดสำนักงานพัฒนาชุมชนอำเภอตัวอย่าง
จังหวัดน่าน โทร. 081-234 5678
3. หมวดองค์ความรู้ที่บ่งชี้
4. ที่ มาและเป้าหมายของการจัดการความรู้ :
เพราะดินเสีย
1. เทคนิคของเพื่อนบ้าน
5 วิธีการ/ขั้นตอนการจัดการความรู้
กองไว้ 30 วัน
6. ผลลัพธ์ที่ได้จากการจัดการความรู้
6.2 ข้อพึงระวัง: อย่าให้แห้ง
6.4 ปัญหาและวิธีการแก้ไข
-
6.6 ข้อพึงระวัง
7. วัตถุประสงค์
ให้ดินดี
"""


def test_paper_with_arabic_digits_joined_labels_and_broken_words_is_read():
    record = read_record(PAPER)

    assert (record.form, record.level) == ("individual-2561", "บุคคล")
    assert (record.owner_name, record.owner_position) == ("นายสมมุติ ใจงาม", "พัฒนากร")
    assert record.owner_office == "สำนักงานพัฒนาชุมชนอำเภอตัวอย่าง"
    assert (record.owner_address, record.province, record.phone) == ("จังหวัดน่าน", "น่าน", "0812345678")
    assert record.category is None
    assert [(s.number, s.kind, s.body) for s in record.sections] == [
        ("4", "background", "เพราะดินเสีย\n1. เทคนิคของเพื่อนบ้าน"),
        ("5", "process", "กองไว้ 30 วัน"),
        ("6", "result", ""),
        ("6.2", "caution", "อย่าให้แห้ง"),
        ("6.4", "problem", "-"),
        ("6.6", "caution", ""),
        ("7", "objective", "ให้ดินดี"),
    ]


def test_owner_that_is_an_office_makes_a_record_of_the_unit():
    text = PAPER.replace("นายสมมุติ ใจงาม", "สำนักงานพัฒนาชุมชนอำเภอตัวอย่าง")

    assert read_record(text).level == "หน่วยงาน"


def test_line_of_the_head_that_fits_no_field_is_kept():
    record = read_record(PAPER.replace("1. ชื่อองค์ความรู้", "สวัสดีชาวโลก\n1. ชื่อองค์ความรู้"))

    assert (record.sections[0].heading, record.sections[0].body) == (NO_HEADING, "สวัสดีชาวโลก")
    assert "unplaced-text" in codes(record.warnings)


@pytest.mark.parametrize("typed", ["ไม่มี", "054-123456, 081-2345678", "1669"])
def test_phone_that_is_not_one_plain_number_is_kept_as_typed(typed):
    record = read_record(PAPER.replace("081-234 5678", typed))

    assert record.phone is None
    assert typed in record.sections[0].body


def test_text_of_no_known_form_is_kept_whole():
    record = read_record("บันทึกประจำวัน\n\nวันนี้ฝนตก\n-2-\nแล้วก็หยุด")

    assert (record.form, record.title, record.level) == (None, None, None)
    assert record.sections[0].body == "บันทึกประจำวัน\n\nวันนี้ฝนตก\n\nแล้วก็หยุด"
    assert "form-unknown" in codes(record.warnings)


def test_dots_inside_the_text_stay_and_dots_at_its_end_go():
    body = read_record(PAPER + "..........\nท้าย\n..........\n").sections[-1].body

    assert body == "ให้ดินดี\n..........\nท้าย"


def test_site_foot_goes_and_a_line_below_it_stays():
    record = read_record(PAPER + "เว็บไซต์สัมมาชีพชุมชนจังหวัดแพร่\nโทรศัพท์ :\nขอบคุณ\nเกี่ยวกับเรา\n")

    assert record.sections[-1].body == "ให้ดินดี\nขอบคุณ"
    assert record.province == "น่าน"
    assert "province-differs" in codes(record.warnings)


def test_headings_are_known_without_their_numbers():
    stem = "004_5796a825079509ea"
    numbered = [part["heading"] for part in expectation(stem)["sections"]]
    text = source_of(stem)
    for part in expectation(stem)["sections"]:
        text = re.sub(rf"^{re.escape(part['number'])}\.? ?(?={re.escape(part['heading'])})", "", text, flags=re.M)

    assert [part.heading for part in read_record(text).sections] == numbered


@pytest.mark.parametrize("text", [" " * 100_000, "ก " * 50_000, "- " * 50_000, "ก" * 100_000])
def test_a_hostile_text_is_read_in_seconds(text):
    started = time.monotonic()

    read_record(text)

    assert time.monotonic() - started < 20


@given(st.text(alphabet="กขเาำัิ่้์ ๑๒12.-\n:>image", max_size=200))
def test_no_letter_is_lost_whatever_the_text(text):
    record = read_record(text)

    kept = squeezed("".join(f"{s.number or ''}{s.heading}{s.body}" for s in record.sections))
    assert kept.removeprefix(NO_HEADING).count("ก") == text.count("ก")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874", "tis-620"])
def test_text_is_read_in_the_encodings_of_office_computers(encoding):
    text = "แบบบันทึกองค์ความรู้\r\n๑. ชื่อความรู้ กล้วยตาก"

    assert decode(text.encode(encoding)) == text


def test_file_that_is_no_text_is_refused_in_thai(tmp_path):
    path = tmp_path / "รูป.txt"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\xdb\xfc\xfd")

    with pytest.raises(ValidationError, match=r"รูป\.txt: ไฟล์นี้ไม่ใช่ข้อความภาษาไทย"):
        read_file(path)


def test_kind_of_file_that_is_not_read_is_refused_in_thai(tmp_path):
    with pytest.raises(ValidationError, match=r"รับเฉพาะไฟล์ \.txt \.docx \.pdf \.html"):
        read_file(__file__)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("อ าเภอเมือง ท างาน ส าเร็จ", "split-sara-am"),
        ("งำนของบ้ำน", "sara-aa-as-am"),
        ("จัดท\ufffdำแผน", "dropped-glyph"),
        ("ระดบัหมบู่ า้ น", "displaced-mark"),
        ("หมูบานที่ตองการ", "lost-tone"),
        ("ความสาเ2ร0็จ", "overlay-digits"),
        ("ร า ย ง า น", "letter-spacing"),
        ("ส\u0e4d\u0e32นักงาน", "mended-marks"),
        ("ตาแหน่ง", "lost-sara-am"),
    ],
)
def test_each_kind_of_damage_is_seen(text, code):
    assert code in codes(read_record(text).damage)


@pytest.mark.parametrize(
    "text", ["กลุ่ม ก1 และ ก๒ มีสมาชิกในชุมชน", "ศึกษาที่มหาวิทยาลัยราชภัฏ", "ประจานและตาข่าย", "ม. 4 อายุ 5 ปี"]
)
def test_sound_text_is_not_called_damaged(text):
    assert read_record(text).damage == []
