"""The forms as data, and the laying out of one record's sections under the headings of any form."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samma.knowledge.reading import read_file, read_record
from samma.knowledge.record_forms import FORMS, KINDS, FormItem, arrange, form_for_year, load_forms
from tests.sources import real_document

WEB, DISTRICT, INDIVIDUAL = FORMS["cddkm-web"], FORMS["district-2560"], FORMS["individual-2561"]


@dataclass
class Part:
    heading: str
    kind: str | None
    body: str
    number: str | None = None


def document(start):
    return read_record(read_file(real_document(start)))


def test_the_nine_forms_are_known_by_their_keys():
    assert set(FORMS) == {
        "cddkm-web", "district-2560", "individual-2561", "unit-2561", "individual-2563", "unit-2563", "agenda-2563",
        "individual-2564", "story",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_asks_for_title_and_owner_and_its_parents_exist(form):
    numbers = {item.number for item in form.items}

    assert form.item("title") and form.item("owner")
    assert all(bool(item.kind) != bool(item.field) for item in form.items)
    assert {item.parent for item in form.items if item.parent} <= numbers
    assert form.level in ("บุคคล", "หน่วยงาน")


def test_the_individual_form_of_2561_has_its_headings_in_order():
    assert [(item.number, item.heading) for item in INDIVIDUAL.items] == [
        ("๑", "ชื่อองค์ความรู้"),
        ("๒", "ชื่อเจ้าของความรู้"),
        ("๓", "หมวดองค์ความรู้ที่บ่งชี้"),
        ("๔", "ที่มาและเป้าหมายของการจัดการความรู้"),
        ("๕", "วิธีการ/ขั้นตอนการจัดการความรู้"),
        ("๖", "ผลลัพธ์ที่ได้จากการจัดการความรู้"),
        ("๖.๑", "เทคนิคและแนวทางในการดำเนินงาน"),
        ("๖.๒", "ข้อพึงระวัง"),
        ("๖.๓", "ปัจจัยแห่งความสำเร็จ"),
        ("๖.๔", "ปัญหาและวิธีการแก้ไข"),
        ("๖.๕", "ผลลัพธ์จากการแก้ปัญหาและการพัฒนาเรื่องนี้"),
    ]
    assert len(INDIVIDUAL.categories) == 5


def test_a_new_form_is_a_new_data_file(tmp_path):
    (tmp_path / "club-2570.toml").write_text(
        'name = "แบบใหม่"\ntitles = ["แบบใหม่"]\nyear = 2570\nlevel = "บุคคล"\ndigits = "thai"\ncomplete = true\n'
        'categories = []\n[owner_labels]\n[[items]]\nnumber = "๑"\nheading = "เรื่อง"\nkind = "process"\n',
        encoding="utf-8",
    )

    forms = load_forms(tmp_path)

    assert [printed.heading for printed in arrange(forms["club-2570"], [])] == ["เรื่อง"]


def test_a_kind_that_does_not_exist_is_refused(tmp_path):
    (tmp_path / "wrong.toml").write_text('[[items]]\nheading = "เรื่อง"\nkind = "recipe"\n', encoding="utf-8")

    with pytest.raises(ValueError, match=r"wrong\.toml: unknown kind recipe"):
        load_forms(tmp_path)


@pytest.mark.parametrize(
    ("year", "level", "key"),
    [
        (2559, "บุคคล", "district-2560"),
        (2560, "บุคคล", "district-2560"),
        (2561, "บุคคล", "individual-2561"),
        (2569, "บุคคล", "individual-2561"),
        (2561, "หน่วยงาน", "unit-2561"),
        (2569, "หน่วยงาน", "unit-2563"),
    ],
)
def test_form_of_a_year_is_the_newest_that_is_wholly_known(year, level, key):
    assert form_for_year(year, level).key == key


@pytest.mark.parametrize(
    ("start", "form"), [("000", WEB), ("001", WEB), ("002", WEB), ("003", DISTRICT), ("004", INDIVIDUAL)]
)
def test_a_record_prints_in_its_own_form_as_it_was(start, form):
    record = document(start)

    printed = arrange(form, record.sections)

    assert [(p.number, p.heading, p.body) for p in printed] == [
        (s.number or "", s.heading, s.body) for s in record.sections
    ]


def test_a_section_that_lost_its_number_gets_the_forms_number():
    printed = arrange(INDIVIDUAL, [Part("ข้อพึงระวัง:", "caution", "อย่ารีบ")])

    assert ("๖.๒", "อย่ารีบ") in [(p.number, p.body) for p in printed]
    assert [p.body for p in printed if p.body] == ["อย่ารีบ"]


def test_sub_headings_stand_on_the_second_level():
    printed = arrange(DISTRICT, document("003").sections)

    assert [(p.number, p.level) for p in printed] == [("๓", 1), ("๔", 1), ("4.1", 2), ("4.2", 2), ("5", 1), ("6", 1)]


def test_a_record_of_another_form_goes_by_kind():
    printed = arrange(INDIVIDUAL, document("003").sections)

    bodies = {p.number: p.body for p in printed}
    record = {s.number: s.body for s in document("003").sections}
    assert bodies["๔"] == record["๓"]
    assert bodies["๕"] == record["4.1"]
    assert bodies["๖.๑"] == record["4.2"]
    assert bodies["๖.๓"] == record["6"]
    assert bodies["๖.๕"] == record["5"]
    assert bodies["๖.๔"] == ""


def test_what_a_form_has_no_place_for_comes_last_under_its_own_heading():
    printed = arrange(DISTRICT, [Part("วัตถุประสงค์", "objective", "ให้รู้"), Part("ที่มา", "background", "เพราะ")])

    assert (printed[0].heading, printed[0].body) == ("ความเป็นมาและความสำคัญ", "เพราะ")
    assert (printed[-1].number, printed[-1].heading, printed[-1].level, printed[-1].body) == ("", "วัตถุประสงค์", 1, "ให้รู้")


def test_second_section_of_a_kind_keeps_its_own_heading_below_the_first():
    printed = arrange(DISTRICT, [Part("ผล", "result", "หนึ่ง"), Part("ผลอีก", "result", "สอง")])

    place = next(n for n, p in enumerate(printed) if p.number == "5")
    assert [(p.heading, p.level, p.body) for p in printed[place : place + 2]] == [
        ("ผลการสนับสนุน", 1, "หนึ่ง"),
        ("ผลอีก", 2, "สอง"),
    ]


def test_combined_heading_takes_cautions_after_its_own_sub_headings():
    printed = arrange(DISTRICT, [Part("ข้อควรระวัง", "caution", "อย่ารีบ")])

    assert [p.heading for p in printed[1:5]] == [
        "กระบวนการ/วิธีการ/เทคนิค/ข้อพึงระวัง", "กระบวนการ /วิธีการ", "เทคนิค", "ข้อควรระวัง",
    ]  # fmt: skip


def test_sub_heading_the_office_added_stays_in_its_section():
    sections = [*document("003").sections[:4], Part("ข้อพึงระวัง", "caution", "อย่ารีบ", number="4.3")]

    printed = arrange(DISTRICT, sections)

    assert [p.number for p in printed] == ["๓", "๔", "4.1", "4.2", "4.3", "5", "6"]
    assert (printed[4].level, printed[4].body) == (2, "อย่ารีบ")


def test_a_web_page_keeps_both_headings_of_one_kind():
    printed = arrange(WEB, document("001").sections)

    assert [p.heading for p in printed if p.body][2:4] == ["วัตถุดิบ (ถ้ามี)", "อุปกรณ์"]


def test_heading_is_recognised_however_it_is_spaced():
    assert FormItem("๔", "ข้อพึงระวัง", kind="caution").says(" ข้อพึง ระวัง :")


sections = st.lists(
    st.builds(
        Part,
        heading=st.sampled_from(["เทคนิค", "ข้อพึงระวัง", "วัตถุประสงค์", "เรื่องอื่น", "ความเป็นมาและความสำคัญ", ""]),
        kind=st.sampled_from([*KINDS, None]),
        body=st.sampled_from(["ก", "ข", "ค", "ง"]),
        number=st.sampled_from([None, "", "๓", "4", "4.2", "๔.๓", "๖.๒", "9.9"]),
    ),
    max_size=8,
)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(parts=sections)
def test_no_body_is_dropped_or_printed_twice_in_any_form(form, parts):
    printed = arrange(form, parts)

    assert Counter(p.body for p in printed if p.body) == Counter(part.body for part in parts)
