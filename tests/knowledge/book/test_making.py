"""The yearly book: every record in it once, page numbers that are true, made once, and nobody else's records."""

import io
import re
import zipfile

import pypdf
import pytest

from samma.knowledge import cabinet
from samma.knowledge.book import making
from samma.knowledge.models import KnowledgeRecord, Section, State, YearBook
from samma.knowledge.printing import papers
from samma.pdf import binding
from samma.thai import arabic_digits, thai_digits
from tests.factories import (
    make_record,
)
from tests.knowledge.shelf import LONG, SITE
from tests.pdf.readers import folded, read_raw

pytestmark = pytest.mark.django_db


TITLES = ["จากสำนักงานจังหวัด", "กล้วยตาก", "ข้าวฮาง", "ครกหิน", "งอบใบลาน"]  # by district, then title


def content(name: str) -> bytes:
    with cabinet.opened_book(name) as file:
        return file.read()


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, white space folded."""
    return [folded(page) for page in read_raw(pdf).split("\x0c")[:-1]]


def arabic(text: str) -> int:
    return int(arabic_digits(text))


def flat(outline, level=0):
    for item in outline:
        if isinstance(item, list):
            yield from flat(item, level + 1)
        else:
            yield level, item


BOUND: list[bytes] = []


@pytest.fixture
def bound(request):
    """The book of the shelf, bound once for all who only read in it."""
    if not BOUND:
        BOUND.append(content(making.make_pdf(request.getfixturevalue("shelf"), SITE)[0]))
    return BOUND[0]


def first_body_page(pages: list[str]) -> int:
    return next(place for place, text in enumerate(pages) if text.startswith("ระดับจังหวัด"))


def test_every_record_of_the_place_and_year_is_there_once_and_no_other(bound):
    body = pages_of(bound)[first_body_page(pages_of(bound)) :]

    starts = [title for text in body for title in TITLES if f"ชื่อองค์ความรู้{title}" in text]
    assert starts == TITLES
    for absent in ("ยังเป็นร่าง", "ของปีก่อน", "ของจังหวัดอื่น"):
        assert absent not in "".join(pages_of(bound))


def test_page_numbers_of_the_contents_are_those_printed_on_the_pages(bound):
    pages = pages_of(bound)
    contents = next(text for text in pages if "สารบัญ" in text)
    first = first_body_page(pages)

    for order, title in enumerate(TITLES, 1):
        number, dot = re.search(rf"{title}[^๐-๙]*([๐-๙]+)(\.?)", contents).groups()
        if dot:  # the next line's own number follows at once
            number = number.removesuffix(thai_digits(str(order + 1)))
        page = pages[first + arabic(number) - 1]
        assert f"ชื่อองค์ความรู้{title}" in page and number in (page[: len(number)], page[-len(number) :]), title


def test_every_page_of_a_record_carries_the_books_number_and_not_its_own(bound):
    pages = pages_of(bound)
    long = [text for text in pages if folded(LONG) * 3 in text]

    assert len(long) >= 3
    printed = [text.replace("ฉบับที่๑", "") for text in long]  # the revision at the foot is no page's number
    numbers = [arabic(re.search(r"^(?:กล้วยตาก)?[๐-๙]+|[๐-๙]+$", text)[0].removeprefix("กล้วยตาก")) for text in printed]
    assert numbers == list(range(numbers[0], numbers[0] + len(long)))
    assert not any(re.search(r"-[๐-๙]+-", text) for text in pages)


def test_links_and_bookmarks_lead_to_the_records(bound):
    reader = pypdf.PdfReader(io.BytesIO(bound))
    places = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    contents = next(page for page in reader.pages if "สารบัญ" in folded(page.extract_text()))
    linked = {places[note.get_object()["/Dest"][0].idnum] for note in contents["/Annots"]}
    outline = list(flat(reader.outline))

    assert not any("/A" in note.get_object() for note in contents["/Annots"])
    assert [item.title for level, item in outline if level == 0] == [
        "ปก", "คำนำและสารบัญ", "ระดับจังหวัด", "อำเภอทุ่งสมมุติ4", "อำเภอดอนสมมุติ4", "ดัชนีเจ้าขององค์ความรู้", "ดัชนีอาชีพ",
    ]  # fmt: skip
    records = {item.title: reader.get_destination_page_number(item) for level, item in outline if level == 1}
    assert list(records) == TITLES and set(records.values()) <= linked


def test_index_names_owners_in_thai_order_and_trades_with_their_pages(bound):
    pages = pages_of(bound)
    owners, trades = (next(text for text in reversed(pages) if head in text) for head in ("ดัชนีเจ้าของ", "ดัชนีอาชีพ"))
    starts = {title: n for title in TITLES for n, text in enumerate(pages) if f"ชื่อองค์ความรู้{title}" in text}
    first = first_body_page(pages)

    def numbers(*titles):
        return thai_digits(",".join(str(starts[title] - first + 1) for title in titles))

    kanda, somchai = f"นางสาวกานดางามใจ{numbers('ข้าวฮาง')}", f"นายสมชายใจดี{numbers('กล้วยตาก', 'ครกหิน')}"
    assert kanda in owners and somchai in owners and owners.index(kanda) < owners.index(somchai)
    assert f"จักสาน{numbers('ข้าวฮาง', 'ครกหิน')}" in trades and f"ทอผ้า{numbers('กล้วยตาก')}" in trades


def test_digits_follow_the_switch(shelf):
    shelf.digits = YearBook.Digits.ARABIC

    pages = pages_of(content(making.make_pdf(shelf, SITE)[0]))

    contents = next(text for text in pages if "สารบัญ" in text)
    assert re.search(r"กล้วยตากนายสมชายใจดี\.*4", contents.replace("…", "")) and "ปีงบประมาณพ.ศ.2561" in pages[0]


def test_only_published_when_it_is_asked(shelf):
    shelf.holds = YearBook.Holds.PUBLISHED

    text = "".join(pages_of(content(making.make_pdf(shelf, SITE)[0])))

    assert "ครกหิน" in text and "กล้วยตาก" not in text


def test_zip_has_each_paper_under_a_readable_name(shelf):
    KnowledgeRecord.objects.filter(title="ครกหิน").update(title='ครก/หิน: "ของดี"?')

    with zipfile.ZipFile(io.BytesIO(content(making.make_zip(shelf, SITE)[0]))) as archive:
        assert archive.namelist() == [
            "ระดับจังหวัด/001 จากสำนักงานจังหวัด.pdf",
            "อำเภอทุ่งสมมุติ4/002 กล้วยตาก.pdf",
            "อำเภอทุ่งสมมุติ4/003 ข้าวฮาง.pdf",
            "อำเภอดอนสมมุติ4/004 ครก หิน ของดี.pdf",
            "อำเภอดอนสมมุติ4/005 งอบใบลาน.pdf",
        ]
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
        assert all(info.flag_bits & 0x800 for info in archive.infolist())  # the names are UTF-8


def test_the_same_book_is_made_once(shelf, monkeypatch):
    first = making.make_pdf(shelf, SITE)
    for made in (making, papers):
        monkeypatch.setattr(made, "render", lambda *a, **k: pytest.fail("made twice"))

    assert making.make_pdf(shelf, SITE) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda book: Section.objects.filter(record__title="กล้วยตาก").update(body="ใหม่"),
        lambda book: KnowledgeRecord.objects.filter(title="งอบใบลาน").update(owner="นายใหม่"),
        lambda book: KnowledgeRecord.objects.filter(title="ยังเป็นร่าง").update(state=State.APPROVED),
        lambda book: setattr(book, "foreword", "คำนำใหม่"),
        lambda book: setattr(book, "digits", "arabic"),
    ],
    ids=["text", "owner", "one more record", "foreword", "digits"],
)
def test_whatever_can_change_the_book_changes_its_key(shelf, change):
    before = making.key_of(shelf, SITE)
    change(shelf)

    assert making.key_of(shelf, SITE) != before


def test_a_kept_book_goes_with_a_record_in_it(shelf):
    name, _ = making.make_pdf(shelf, SITE)
    KnowledgeRecord.objects.get(title="ครกหิน").delete()

    assert not cabinet.is_kept(name)


@pytest.mark.parametrize("count", [3, 30])
def test_queries_do_not_grow_with_the_book(shelf, count, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(making, "record_pdf", lambda *a: pytest.fail("not here"))
    for n in range(count):
        make_record("3301", title=f"เรื่อง {n}", state=State.APPROVED, year=2561)
    with django_assert_num_queries(3):
        making.key_of(shelf, SITE)
    monkeypatch.setattr(making, "record_pdf", lambda *a: b"")
    with django_assert_num_queries(4):  # records with their trades, sections, photos; the province's name
        assert len(list(making._print_all(shelf, papers.Choice(), cabinet_folder(monkeypatch), int))) == count + 5


def cabinet_folder(monkeypatch):
    class Nowhere:
        def __truediv__(self, name):
            return self

        def write_bytes(self, content):
            return 0

    return Nowhere()


@pytest.mark.parametrize(("number", "letter"), [(1, "ก"), (3, "ค"), (42, "ฮ"), (43, "กก"), (44, "กข")])
def test_pages_before_the_first_are_lettered(number, letter):
    assert making.letters(number) == letter


def test_a_book_laid_down_while_it_is_bound_is_the_same_book(shelf, bound, monkeypatch):
    cabinet.forget(0, "33")
    monkeypatch.setattr(binding, "MOST_IN_MEMORY", 1)

    again = content(making.make_pdf(shelf, SITE)[0])

    assert pages_of(again) == pages_of(bound)
    titles = [[item.title for _, item in flat(pypdf.PdfReader(io.BytesIO(pdf)).outline)] for pdf in (again, bound)]
    assert titles[0] == titles[1]
