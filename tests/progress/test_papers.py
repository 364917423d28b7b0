"""Every paper of a village, filled and blank, in Thai and in arabic digits: what went in comes out of the PDF again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samma.accounts.models import Event
from samma.pdf import render
from samma.pdf.form import (
    BigPhoto,
    Chart,
    Contents,
    Fields,
    Heading,
    Letterhead,
    Pictures,
    Signatures,
    Table,
    Ticks,
    Words,
    Writing,
)
from samma.progress.papers.declared import BLANK, FILLED, PAPERS
from samma.progress.papers.desk import Desk
from samma.progress.papers.pen import Digits, Pen, names_in
from samma.progress.papers.printing import ARABIC, THAI, Choice, paper_of, paper_pdf, sheets_of
from samma.progress.papers.sources import SOURCES
from tests import factories as make
from tests.paper_village import HOSTILE, NAMES, add_household, make_paper_village
from tests.pdf.readers import folded, pdftotext, read_pypdf, read_raw

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = make.DAY.replace(month=9)


def desk_of(target, officer):
    return Desk(type(target).objects.select_related("village", "year").get(pk=target.pk), officer, TODAY)


def words_of(paper):
    """Every text that stands on a paper, block by block."""
    for sheet in paper.sheets:
        yield sheet.title
        yield from sheet.lines
        for block in sheet.blocks:
            yield from words_of_block(block)


def words_of_block(block):
    match block:
        case Fields():
            for line in block.lines:
                for entry in line:
                    yield from (entry.label, entry.text, entry.unit)
        case Words() | Heading():
            yield block.text
        case Letterhead():
            yield from (block.left, *block.right)
        case Ticks():
            yield block.label
            yield from (words for words, _ in block.choices)
        case Writing():
            yield from (
                block.label,
                *(line for line in block.body.splitlines()),
                *([] if block.body else [block.placeholder]),
            )
        case Table():
            yield from (column.heading for column in block.columns)
            yield from (words for words, _ in block.groups)
            for row in [*block.rows, block.total]:
                yield from row
        case Signatures():
            for signature in block.signatures:
                yield from (signature.name, signature.role)
        case Pictures():
            yield from (photo.caption for photo in block.photos)
        case BigPhoto():
            yield block.photo.caption if block.photo else block.empty
        case Chart():
            yield from (block.title, block.basis)
            for words, _, figure in block.rows:
                yield from (words, figure)
        case Contents():
            yield from (heading.text for heading in block.headings)


@pytest.mark.parametrize("key", PAPERS)
def test_a_paper_reads_back_as_it_went_in(key):
    target, officer = make_paper_village(households=3)
    form, desk = PAPERS[key], desk_of(target, officer)
    for kind in form.kinds:
        for digits in (THAI, ARABIC):
            choice = Choice(kind, digits)
            sheets = sheets_of(form, desk, choice)
            paper = paper_of(form, desk, choice, sheets)
            said = [words for words in words_of(paper) if words]
            pdf = render(paper.html(), images={name: image for one in sheets for name, image in one.images.items()})
            for read in (read_raw, read_pypdf) if (kind, digits) == (FILLED, THAI) else (read_raw,):
                found = folded(read(pdf))
                missing = [words for words in said if folded(words) not in found]
                assert missing == [], (kind, digits, read.__name__)
            own = "".join(paper.sheets[0].lines)
            assert ("๒๕๖๐" in own, "2560" in own) == (
                ("พ.ศ." in own) * (digits == THAI),
                ("พ.ศ." in own) * (digits == ARABIC),
            )


@pytest.mark.parametrize("key", PAPERS)
def test_every_value_that_a_paper_names_is_known_to_its_source(key):
    """A word misspelt in a paper's file would print as an empty line for ever."""
    target, officer = make_paper_village(households=3)
    form = PAPERS[key]
    desk = desk_of(target, officer)
    asked = sheets_of(form, desk, Choice(of=tuple(unit.key for unit in SOURCES[form.source].units(desk))))
    facts = {name for filled in asked for name in filled.facts}
    rows = {
        name: {key for filled in asked for row in filled.rows.get(name, ()) for key in row} for name in _rows(asked)
    }
    unknown = set()
    for template in (form.title, form.bookmark, *form.lines):
        unknown |= names_in(template) - facts
    for spec in form.blocks:
        if spec.get("only") == BLANK:
            continue
        unknown |= _unknown(spec, facts, rows)
    assert unknown == set()


def _rows(asked):
    return {name for filled in asked for name in filled.rows}


def _unknown(spec, facts, rows):
    kind, own = spec["kind"], rows.get(spec.get("rows", ""), set())
    if spec.get("rows") and kind not in ("pictures", "photo") and spec["rows"] not in rows:
        return {spec["rows"]}
    match kind:
        case "fields":
            return {e["value"] for line in spec["lines"] for e in line if e.get("value")} - facts
        case "words" | "heading":
            return names_in(spec["text"]) - facts
        case "letterhead":
            return {name for words in (spec["left"], *spec["right"]) for name in names_in(words)} - facts
        case "ticks" | "writing":
            return {spec["value"]} - facts
        case "table":
            heads = {name for column in spec["columns"] for name in names_in(column["heading"])} - facts
            return heads | ({c["value"] for c in spec["columns"] if c.get("value")} - own)
        case "points":
            return (names_in(spec["heading"]) | {part["value"] for part in spec["parts"]}) - own - {"number"}
        case "list":
            return names_in(spec["text"]) - own - {"number"}
        case "signatures":
            said = [name for one in spec.get("who", ()) for name in [one.get("name"), *names_in(one["role"])] if name]
            return set(said) - facts
    return set()


FIELDS = {  # what the programme asks of each form (DOMAIN §5), in the words of its paper
    "sage-survey": ["ชื่อ - สกุล", "เพศ", "ปีเกิด", "โทรศัพท์", "ที่อยู่", "การศึกษา", "อาชีพหลัก", "อาชีพรอง", "ความเชี่ยวชาญ",
                    "ประสบการณ์", "ผลสำเร็จ", "สถานที่ที่ถ่ายทอด", "เคยถ่ายทอด", "ความสามารถในการถ่ายทอด", "ยินดีเป็นวิทยากร",
                    "ผู้สำรวจ", "วันที่สำรวจ", "หมายเหตุ"],
    "team-roster": ["ปีงบประมาณ", "ลำดับ", "บทบาท", "ชื่อ - สกุล", "ความเชี่ยวชาญ", "ศูนย์", "รุ่นที่", "ระหว่างวันที่", "เลขที่วุฒิบัตร",
                    "คำสั่งแต่งตั้ง", "พ้นเมื่อ", "เหตุ", "แทนผู้ใด"],
    "demand-survey": ["บ้านเลขที่", "หัวหน้าครัวเรือน", "ผู้ให้ข้อมูล", "อาชีพหลักปัจจุบัน", "รายได้", "รายจ่าย", "หนี้สิน", "อาชีพที่อยากเรียน",
                      "เหตุผล", "ที่ดิน", "แหล่งน้ำ", "เครื่องมือ", "แรงงาน", "วัสดุที่ต้องการ", "สมัครใจ", "ลงชื่อ"],
    "household-register": ["ที่", "บ้านเลขที่", "หมู่ที่", "รหัสประจำบ้าน", "หัวหน้าครัวเรือน", "ผู้เข้าร่วม", "สมาชิก", "โทรศัพท์",
                           "อาชีพที่เลือก", "วิทยากรผู้ดูแล", "ปีที่เข้าร่วม", "สถานะ", "ข้อมูลฐาน", "รายได้", "รายจ่าย", "สูงอายุ",
                           "พิการ", "TPMAP", "ภัยพิบัติ"],
    "household-account": ["รายได้ในภาคเกษตร", "รายได้นอกภาคเกษตร", "รายได้อื่น", "หาไว้กินเอง", "ต้นทุนการผลิต", "ที่จำเป็น",
                          "ที่ไม่จำเป็น", "ชำระหนี้", "เงินออม", "หนี้ในระบบ", "หนี้นอกระบบ", "รายได้หักรายจ่าย", "ไม่เบียดเบียน"],
    "sign-sheet": ["ฝึกอบรมวันที่/จากกี่วัน", "วันที่", "สถานที่", "เรื่อง", "วิทยากร", "ชื่อ - สกุล", "ลายมือชื่อ"],  # §5.8
    "visit-form": ["ครั้งที่", "วันที่เยี่ยม", "วิทยากรผู้ดูแล", "ครัวเรือน", "พบใคร", "ติดตามโดย", "ไปเยี่ยมที่บ้าน", "โทรศัพท์", "ไลน์", "การปฏิบัติอาชีพ",
                   "ทำอยู่", "เลิกทำแล้ว", "เหตุที่เลิก", "ผลผลิตตั้งแต่ครั้งก่อน", "รายได้ที่ได้เพิ่ม", "รายจ่ายที่ลดได้", "สภาพวัสดุที่ได้รับ", "ปัญหา",
                   "ความช่วยเหลือและกำลังใจที่ให้", "ต้องการความช่วยเหลือเรื่องใด จากใคร", "เยี่ยมครั้งต่อไปวันที่", "ภาพถ่าย", "พิกัดที่ตั้ง",
                   "ผู้รับการเยี่ยม", "ผู้เยี่ยม"],  # §5.5
    "group-form": ["ชื่อกลุ่ม", "ประเภท", "บ้าน", "วันที่จัดตั้ง", "ครัวเรือนแรกตั้ง", "ประธาน", "ที่ตั้ง", "ก1 กลุ่ม/สมาชิก", "เข้ากลุ่มเมื่อ", "ก2 กรรมการ",
                   "ตำแหน่ง", "เริ่มวาระ", "ก3 กฎ กติกา", "ที่ประชุมรับรองเมื่อ", "ก4 กองทุน", "จำนวนเงิน", "มูลค่าสิ่งของ", "เงินคงเหลือ",
                   "ก5 กิจกรรมที่ทำร่วมกัน", "ผลผลิต", "ผลิตภัณฑ์", "เลขทะเบียน OTOP", "มาตรฐาน", "ยอดขาย", "ระดับของกลุ่ม", "สถานะ",
                   "กลุ่มอื่นที่ทำอาชีพหรือผลิตภัณฑ์เดียวกัน"],  # §5.7
    "village-report": ["ประวัติความเป็นมาของหมู่บ้าน", "สภาพทางภูมิศาสตร์", "ประชากรชาย", "หญิง", "ครัวเรือนทั้งหมู่บ้าน", "การใช้ที่ดิน", "อาชีพของคนในหมู่บ้าน",
                       "จปฐ.", "กชช.2ค", "กลุ่มอาชีพ", "เงินกองทุน", "ผู้นำและคณะกรรมการหมู่บ้าน", "แหล่งท่องเที่ยว", "ผลิตภัณฑ์", "ปัญหา", "แผนปฏิบัติการ",
                       "รายชื่อครัวเรือนและวิทยากรผู้ดูแล", "ทีมวิทยากร", "ความเชี่ยวชาญ", "ภาพกิจกรรม"],  # §5.9
    "evaluation": ["รายได้", "ก่อน", "หลัง", "การปฏิบัติอาชีพ", "ความพึงพอใจ", "ครบ 5 ก", "ประชุม", "ปิดบัญชี", "ตลาด", "ทั้งหมู่บ้าน", "ผ่านการอบรม",
                   "เข้ากลุ่ม", "คณะกรรมการกลุ่ม", "ผู้แทนสมาชิก", "ผู้ประเมิน"],  # §5.10
    # Those below are named by DOMAIN §2, §12 and source 002 and not by a list of §5: what an office expects of them.
    "team-order": ["คำสั่ง", "เรื่อง แต่งตั้งทีมวิทยากร", "ชื่อ - สกุล", "ความเชี่ยวชาญ", "ตำแหน่งในทีม", "สั่ง ณ วันที่"],
    "team-letter": ["ที่", "วันที่", "เรื่อง", "เรียน", "สิ่งที่ส่งมาด้วย", "จึงเรียนมาเพื่อทราบ", "ขอแสดงความนับถือ", "โทร."],
    "action-plan": ["ขั้นตอน/กิจกรรม", "วันที่", "สถานที่", "กลุ่มเป้าหมาย", "งบประมาณ", "แหล่งงบประมาณ", "ผู้รับผิดชอบ", "ผลการดำเนินงาน"],
    "minutes": ["เมื่อวันที่", "เวลา", "ประธานในที่ประชุม", "ผู้มาประชุม", "ผู้ไม่มาประชุม", "เริ่มประชุมเวลา", "ระเบียบวาระที่", "เลิกประชุมเวลา"],
    "working-group": ["ชื่อ - สกุล", "ตัวแทนจาก", "ตำแหน่งในชุมชน", "ได้รับเลือกเมื่อ", "ลายมือชื่อ"],
    "partner-roster": ["ชื่อ - สกุล", "ฝ่าย", "ตำแหน่ง", "หน่วยงาน/พื้นที่", "โทรศัพท์"],
    "group-dossier": ["อาชีพ", "ประเภทอาชีพ", "ที่มา", "วันที่จัดตั้ง", "ครัวเรือนแรกตั้ง", "ประธาน", "ที่ตั้ง", "สถานะ", "ระดับของกลุ่ม", "ครบ",
                      "กลุ่ม/สมาชิก", "กรรมการ", "เริ่มวาระ", "ที่ประชุมที่เลือก", "กฎ กติกา ระเบียบ ข้อบังคับ", "กองทุน", "เงินคงเหลือ",
                      "เครื่องมือ วัสดุ และสิ่งของ", "กิจกรรมที่ทำร่วมกัน", "ผลผลิต", "รายได้", "การมีส่วนร่วม", "เลขทะเบียน", "ลงชื่อ"],
    "group-members": ["ชื่อ - สกุล", "บ้านเลขที่", "ตำแหน่ง", "เข้ากลุ่มเมื่อ", "หุ้น", "ลายมือชื่อ", "ประธานกลุ่ม"],
    "fund-book": ["วันที่", "รายการ", "รับ (บาท)", "จ่าย (บาท)", "คงเหลือ (บาท)", "ยอดยกมา", "มูลค่า (บาท)", "เหรัญญิก", "เลขานุการ"],
    "otop-producer": ["กลุ่มผู้ผลิตชุมชน", "เจ้าของรายเดียว", "วิสาหกิจขนาดกลางและขนาดย่อม", "มีส่วนร่วมในการผลิต", "บริหารจัดการ",
                      "ได้รับผลประโยชน์", "สถานที่ผลิตอยู่ในอำเภอที่ขึ้นทะเบียน", "สัญชาติไทย", "ผู้ยื่น"],
    "otop-product": ["อาหาร", "เครื่องดื่ม", "ผ้า เครื่องแต่งกาย", "ของใช้ ของตกแต่ง ของที่ระลึก", "สมุนไพรที่ไม่ใช่อาหาร",
                     "ผลผลิตทางการเกษตรที่ใช้บริโภคสด", "แปรรูปเบื้องต้น", "อาหารแปรรูป", "วัตถุดิบ", "กำลังการผลิต", "ราคา", "มาตรฐาน"],
    "otop-proxy": ["ขอมอบอำนาจให้", "ผู้มอบอำนาจ", "ผู้รับมอบอำนาจ", "พยาน"],
    "otop-checklist": ["เอกสารแนบ", "แนบเมื่อ", "ยังขาด", "เจ้าหน้าที่ผู้ตรวจ"],
    "group-evaluation": ["ปีงบประมาณ", "ประเมินวันที่", "เจ้าหน้าที่", "คณะกรรมการ", "สมาชิกอื่น", "การประชุมกลุ่ม", "การทำบัญชี", "ตลาดและยอดขาย",
                         "ข้อมูลในระบบ", "ผู้ประเมินเห็นว่า", "สิ่งที่ทำได้ดี", "สิ่งที่ต้องปรับปรุง", "ผลโดยรวม", "สิ่งที่รับปากกัน", "ประธานกลุ่ม"],
    "material-receipt": ["รายการวัสดุ", "จำนวน", "มูลค่า", "วันที่รับ", "ลายมือชื่อผู้รับ"],
}  # fmt: skip


@pytest.mark.parametrize("key", FIELDS)
def test_a_paper_asks_what_the_programme_asks(key):
    target, officer = make_paper_village(households=2)
    for kind in (FILLED, BLANK):
        text = folded(read_raw(paper_pdf(PAPERS[key], desk_of(target, officer), Choice(kind, ARABIC))))
        assert [words for words in FIELDS[key] if folded(words) not in text] == [], kind


OF_A_PRODUCT = {"otop-photo", "product-sheet"}  # tests/progress/test_product_papers.py


def test_every_paper_has_its_list_of_fields():
    assert set(PAPERS) - OF_A_PRODUCT == set(FIELDS)


def test_names_and_hostile_text_stand_on_the_paper_as_they_were_typed():
    target, officer = make_paper_village(households=5)
    desk = desk_of(target, officer)
    register = folded(read_raw(paper_pdf(PAPERS["household-register"], desk, Choice())))
    assert [name for _, first, last in NAMES for name in (first, last) if folded(name) not in register] == []
    survey = paper_of(PAPERS["sage-survey"], desk, Choice(), sheets_of(PAPERS["sage-survey"], desk, Choice())).html()
    assert "<script>" not in survey and "&lt;script&gt;" in survey
    assert folded(HOSTILE) in folded(read_raw(paper_pdf(PAPERS["sage-survey"], desk, Choice())))


@pytest.mark.parametrize(
    ("households", "register", "signing", "receipts"), [(20, 3, 3, 3), (26, 3, 3, 4), (60, 6, 5, 7)]
)
def test_the_number_of_pages_fits_the_number_of_households(households, register, signing, receipts):
    year = make.make_year(2561, households_per_village=households)
    target, officer = make_paper_village(households=households, year=year)
    desk = desk_of(target, officer)
    one_day = (SOURCES["sign-sheets"].units(desk)[-1].key,)
    for choice in (Choice(FILLED), Choice(BLANK)):
        assert pages(paper_pdf(PAPERS["household-register"], desk, choice)) <= register
        assert pages(paper_pdf(PAPERS["material-receipt"], desk, choice)) <= receipts
    assert pages(paper_pdf(PAPERS["sign-sheet"], desk, Choice(of=one_day))) <= signing
    assert pages(paper_pdf(PAPERS["sign-sheet"], desk, Choice(BLANK))) <= signing


def pages(pdf):
    return pdftotext(pdf).count("\x0c")


def test_each_sheet_counts_its_own_pages_and_begins_on_a_page():
    target, officer = make_paper_village(households=26, year=make.make_year(2561))
    pdf = paper_pdf(PAPERS["sign-sheet"], desk_of(target, officer), Choice())
    texts = pdftotext(pdf, "-raw").split("\x0c")
    firsts = [n for n, text in enumerate(texts) if "บัญชีลงชื่อผู้เข้าร่วมฝึกอบรม" in text]
    assert len(firsts) == 5 and firsts[0] == 0
    assert all("- ๒ -" in texts[n + 1] and "- ๒ -" not in texts[n] for n in firsts)


@pytest.mark.parametrize("key", PAPERS)
def test_a_paper_costs_the_same_queries_for_two_households_and_for_twenty(key):
    target, officer = make_paper_village(households=2)
    form = PAPERS[key]
    with CaptureQueriesContext(connection) as two:
        sheets_of(form, desk_of(target, officer), Choice())
    for n in range(2, 20):
        add_household(target, n)
    with CaptureQueriesContext(connection) as twenty:
        sheets_of(form, desk_of(target, officer), Choice())
    assert len(twenty) == len(two)


def test_the_page_offers_every_paper_filled_and_blank(client):
    target, officer = make_paper_village(households=2)
    client.force_login(officer)
    page = client.get(reverse("target-papers", args=[target.pk]), {"digits": "arabic"})
    html = page.content.decode()
    for form in PAPERS.values():
        assert form.name in html
        assert reverse("target-paper-pdf", args=[target.pk, form.key]) in html
    assert 'name="digits" value="arabic"' in html
    assert "นางน้ำผึ้ง ค่ำชุ่มฉ่ำ" in html  # to choose one household


def test_a_filled_paper_is_written_down_and_a_blank_one_is_not(client):
    target, officer = make_paper_village(households=2)
    client.force_login(officer)
    url = reverse("target-paper-pdf", args=[target.pk, "household-register"])
    assert client.get(url, {"kind": "blank"})["Content-Type"] == "application/pdf"
    assert not Event.objects.filter(verb="print").exists()
    assert client.get(url, {"digits": "arabic"})["Content-Type"] == "application/pdf"
    assert Event.objects.get(verb="print").detail == {"paper": "household-register", "of": []}


def test_a_household_of_another_village_is_no_sheet_of_this_one(client):
    target, officer = make_paper_village(households=2)
    other = make.make_enrolment(make.make_target(make.make_village("33010106")))
    client.force_login(officer)
    url = reverse("target-paper-pdf", args=[target.pk, "demand-survey"])
    mine = target.enrolments.first()
    assert client.get(url, {"of": mine.household_id}).status_code == 200
    for of in (other.household_id, "x", "99999999999999999999", "a1", "½"):
        assert client.get(url, {"of": of}).status_code == 404, of
    assert client.get(reverse("target-paper-pdf", args=[target.pk, "no-such"])).status_code == 404


def test_nothing_to_fill_in_says_so(client):
    target = make.make_target()
    client.force_login(make.make_officer())
    answer = client.get(reverse("target-paper-pdf", args=[target.pk, "demand-survey"]), follow=True)
    assert "พิมพ์แบบเปล่าได้ก่อน" in answer.content.decode()


def test_every_source_is_used_and_every_paper_has_one():
    assert {form.source for form in PAPERS.values()} == set(SOURCES)


@pytest.mark.parametrize(
    ("value", "thai", "arabic"),
    [
        (make.DAY, "๑ มีนาคม ๒๕๖๐", "1 มีนาคม 2560"),
        (1234, "๑,๒๓๔", "1,234"),
        (Digits("12/3"), "๑๒/๓", "12/3"),
        ("ไก่ 12 ตัว", "ไก่ 12 ตัว", "ไก่ 12 ตัว"),
        (None, "", ""),
    ],
    ids=["day", "number", "house number", "typed", "unknown"],
)
def test_the_pen_writes_what_the_system_knows_in_the_digits_chosen(value, thai, arabic):
    assert (Pen(True).say(value), Pen(False).say(value)) == (thai, arabic)


def test_a_sentence_leaves_dots_for_what_is_not_known_and_trusts_no_value():
    assert Pen(True).sentence("ที่ {no:4} ลง {on}", {"on": make.DAY}) == "ที่ .... ลง ๑ มีนาคม ๒๕๖๐"
    assert Pen(False).sentence("{name}", {"name": "{secret} {0}"}) == "{secret} {0}"


def test_the_office_is_kept_once_for_all_papers(client):
    target, officer = make_paper_village(households=2)
    client.force_login(officer)
    url = reverse("office-edit", args=["3301"])
    page = client.get(url)
    assert "นายกำธร ล้ำเลิศ" in page.content.decode()
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"signer": "นางอำไพ ก้ำกึ่ง"}
    assert client.post(url, data).status_code == 302
    order = folded(read_raw(paper_pdf(PAPERS["team-order"], desk_of(target, officer), Choice())))
    assert folded("(นางอำไพ ก้ำกึ่ง)") in order and "ที่๑๒/๒๕๖๐" in order
    client.force_login(make.make_clerk())
    assert client.get(url).status_code == 403
