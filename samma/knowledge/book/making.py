"""Makes a province's yearly book: which records it holds, in which order, and one PDF or one zip of them.

The finished book is kept under a key of all its parts, so that the same book is made once; so are the papers in it.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from django.db.models import Prefetch
from django.db.models.functions import Substr
from django.template.loader import render_to_string
from django.utils import timezone

from samma.knowledge import cabinet
from samma.knowledge.book.paper import BookPaper, Chapter, Entry
from samma.knowledge.models import KnowledgeRecord, RecordPhoto, Section, YearBook
from samma.knowledge.places import place_of
from samma.knowledge.printing.papers import Choice, province_names, record_pdf, shortened
from samma.knowledge.record_forms import PAPERS
from samma.pdf import fingerprint, render
from samma.pdf.binding import Leaf, bind, page_count
from samma.pdf.key import press_digest
from samma.thai import thai_digits
from villages.models import Area

PER_FOLIO = 100  # page numbers on one sheet file
AT_A_TIME = 50  # records in memory
LONGEST_NAME = 50  # letters of a title in the name of a file: Windows stops at 260 with its folders
NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|\t\n\r', " "))
LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
HERE = Path(__file__).parents[1]
TEMPLATES = HERE.parents[1] / "templates" / "print"
NO_DISTRICT = "ระดับจังหวัด"


def records_of(book: YearBook):
    """The records of a book, by district and title."""
    records = KnowledgeRecord.objects.under(book.area_code).filter(year=book.year)
    records = records.published() if book.holds == YearBook.Holds.PUBLISHED else records.finished()
    return records.order_by(Substr("area_code", 1, 4), "sort_key", "pk")


def key_of(book: YearBook, site: str) -> str:
    """64 hexadecimal digits that change with everything that can change the book. Three queries."""
    records = records_of(book)
    digest = hashlib.sha256(layout_digest())
    own = [book.area_code, book.year, book.title, book.foreword, book.holds, book.digits, site]
    columns = (
        "pk", "form", "level", "category", "title", "owner", "position", "office", "address", "phone", "written_on",
        "province_name", "area_code", "state", "slug", "revision", "group__occupation__name", "sage__expertise__name",
    )  # fmt: skip
    parts = [
        records.values_list(*columns),
        Section.objects.filter(record__in=records.order_by())
        .order_by("record", "order")
        .values_list("record", "number", "heading", "kind", "body"),
        RecordPhoto.objects.filter(record__in=records.order_by())
        .order_by("record", "order", "added_at")
        .values_list("pk", "record", "caption", "image"),
    ]
    digest.update(json.dumps(own).encode())
    for rows in parts:
        for row in rows.iterator(chunk_size=500):
            digest.update(json.dumps(row, default=str).encode())
        digest.update(b"\0")
    return digest.hexdigest()


@cache
def layout_digest() -> bytes:
    """What is the same for every book of this release: forms, templates, the code that lays records out."""
    digest = hashlib.sha256(press_digest())
    code = [
        HERE / name
        for name in ("printing/papers.py", "record_forms.py", "printing/leftover.py", "book/making.py", "book/paper.py")
    ]
    for file in [
        *sorted(file for file in TEMPLATES.rglob("*") if file.is_file()),
        *sorted(PAPERS.glob("*.toml")),
        *code,
        *sorted(HERE.parent.glob("pdf/*.py")),
    ]:
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()


def kept_name(book: YearBook, key: str, ending: str) -> str:
    """Where the finished book lies, whether it is there yet or not."""
    return cabinet.book_name(book.area_code, key, ending)


def make_pdf(book: YearBook, site: str, step: Callable[[], None] = lambda: None) -> tuple[str, int]:
    """The name under which the book is kept, and how many records it holds. `step()` after each, and once at the end."""
    return _made(book, site, "pdf", partial(_bind, book, site), step)


def make_zip(book: YearBook, site: str, step: Callable[[], None] = lambda: None) -> tuple[str, int]:
    """The same records as separate papers under readable names, a folder for each district."""
    return _made(book, site, "zip", partial(_pack, book, site), step)


MAKERS = {"pdf": make_pdf, "zip": make_zip}


def note(book: YearBook, ending: str, name: str, count: int) -> None:
    """Remember what was made last, for the book's page."""
    made = {f"{ending}_name": name, f"{ending}_made_at": timezone.now(), f"{ending}_records": count}
    YearBook.objects.filter(pk=book.pk).update(**made)


def _made(book: YearBook, site: str, ending: str, make, step) -> tuple[str, int]:
    name = kept_name(book, key_of(book, site), ending)
    if cabinet.is_kept(name):
        return name, records_of(book).count()
    with tempfile.TemporaryDirectory(prefix="samma-book-") as folder:
        out = Path(folder) / f"book.{ending}"
        count = make(Path(folder), out, step)
        cabinet.keep_book(book.area_code, name, out)
    step()
    return name, count


@dataclass
class _Printed:
    """A record that lies ready in a file."""

    record: KnowledgeRecord
    file: Path


def _print_all(book: YearBook, choice: Choice, folder: Path, step) -> Iterator[_Printed]:
    """Each record's paper, one after the other."""
    linked = records_of(book).select_related("group__occupation", "sage__expertise").defer("source_text")
    records = linked.prefetch_related(
        Prefetch("sections", Section.objects.order_by("order")), Prefetch("photos", RecordPhoto.objects.all())
    )
    provinces = province_names([KnowledgeRecord(area_code=book.area_code)])
    for number, record in enumerate(records.iterator(chunk_size=AT_A_TIME)):
        file = folder / f"{number:05}.pdf"
        file.write_bytes(record_pdf(record, choice, provinces))
        yield _Printed(record, file)
        step()


def _bind(book: YearBook, site: str, folder: Path, out: Path, step) -> int:
    names = district_names(book)
    chapters: list[Chapter] = []
    files: list[list[Path]] = []
    for printed in _print_all(book, Choice(digits=book.digits, pages="book", site=site), folder, step):
        name = _district(names, printed.record)
        if not chapters or chapters[-1].name != name:
            chapters.append(Chapter(name))
            files.append([])
        entry = Entry(printed.record.title, printed.record.owner, trades_of(printed.record), page_count(printed.file))
        chapters[-1].entries.append(entry)
        files[-1].append(printed.file)
    paper = paper_of_book(book, chapters)
    after = paper.set_pages()
    paper.indexes = paper.index_papers()
    backs = []
    for index in paper.indexes:
        backs.append(_written(folder, f"index-{len(backs)}.pdf", index.html()))
        index.page, index.number = after, paper.digits(after)
        after += page_count(backs[-1])
    cover, front, dividers = (
        _written(folder, f"{part}.pdf", paper.html(part)) for part in ("cover", "front", "dividers")
    )
    leaves = [
        Leaf(cover, "ปก", numbering=""),
        Leaf(front, "คำนำและสารบัญ" if paper.foreword_blocks else "สารบัญ", numbering="front", has_links=True),
    ]
    for number, (chapter, parts) in enumerate(zip(chapters, files, strict=True)):
        leaves.append(Leaf(dividers, chapter.name, page=number, shows_number=False))
        leaves += [Leaf(file, e.title, level=1) for e, file in zip(chapter.entries, parts, strict=True)]
    leaves += [Leaf(file, i.title, has_links=True) for i, file in zip(paper.indexes, backs, strict=True)]
    sheets = partial(_folios, folder, paper.thai_digits)
    bind(leaves, out, title=f"{book.title} {paper.place} {paper.year_line}", folios=sheets, per_folio=PER_FOLIO)
    return sum(len(chapter.entries) for chapter in chapters)


def _written(folder: Path, name: str, html: str) -> Path:
    file = folder / name
    file.write_bytes(render(html))
    return file


def _folios(folder: Path, in_thai: bool, numbering: str, sheet: int) -> Path:
    """A sheet of numbers, or of letters; the same for every book, so it is kept."""
    numbers = range(sheet * PER_FOLIO + 1, (sheet + 1) * PER_FOLIO + 1)
    if numbering == "front":
        texts = [f"({letters(n)})" for n in numbers]
    else:
        texts = [thai_digits(str(n)) if in_thai else str(n) for n in numbers]
    html = render_to_string("print/folios.html", {"numbers": texts})
    key = fingerprint(html)
    pdf = cabinet.kept_sheet(key)
    if pdf is None:
        pdf = render(html)
        cabinet.keep_sheet(key, pdf)
    file = folder / f"{numbering}-{sheet}.pdf"
    file.write_bytes(pdf)
    return file


def letters(number: int) -> str:
    """ก ข ค ง … ฮ กก กข: how pages before the first are counted; ฃ and ฅ are not used."""
    rest, place = divmod(number - 1, len(LETTERS))
    return (letters(rest) if rest else "") + LETTERS[place]


def _pack(book: YearBook, site: str, folder: Path, out: Path, step) -> int:
    names = district_names(book)
    count = 0
    with zipfile.ZipFile(out, "w") as archive:  # stored as they are: a PDF is packed already
        for printed in _print_all(book, Choice(digits=book.digits, site=site), folder, step):
            count += 1
            archive.write(printed.file, f"{_district(names, printed.record)}/{file_name(count, printed.record.title)}")
            printed.file.unlink()
    return count


def file_name(number: int, title: str) -> str:
    """012 การทอผ้าย้อมสีธรรมชาติ.pdf: what a title has that no file's name may have is a space."""
    words = shortened(" ".join(title.translate(NOT_IN_NAMES).split()), LONGEST_NAME).rstrip("… .")
    return f"{number:03} {words}.pdf"


def district_names(book: YearBook) -> dict[str, str]:
    """Districts of the book's place by code."""
    areas = Area.objects.filter(level=4, code__startswith=book.area_code[:2])
    return {area.code: area.full_name for area in areas}


def _district(names: dict[str, str], record: KnowledgeRecord) -> str:
    code = record.area_code[:4]
    return names.get(code, NO_DISTRICT if len(code) < 4 else f"อำเภอรหัส {code}")


def trades_of(record: KnowledgeRecord) -> list[str]:
    """The occupations that the record is about: of the group and of the sage it is linked to."""
    found = [record.group and record.group.occupation, record.sage and record.sage.expertise]
    return list(dict.fromkeys(occupation.name for occupation in found if occupation))


def paper_of_book(book: YearBook, chapters: list[Chapter]) -> BookPaper:
    """The book's own pages."""
    place = place_of(book.area_code)
    return BookPaper(
        title=book.title,
        place=place,
        issuer=f"สำนักงานพัฒนาชุมชน{place}",
        year=book.year,
        foreword=book.foreword,
        thai_digits=book.digits == YearBook.Digits.THAI,
        contents=chapters,
    )
