"""Files made to hurt the reader of spreadsheets, each written to a folder under a name that says what it does."""

import io
import random
import zipfile
from pathlib import Path

import openpyxl

HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"
SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
REFUSED, READ = "refused", "read"


def plain() -> bytes:
    """A workbook that nobody need fear: two columns, one row."""
    book = openpyxl.Workbook()
    book.active.append(["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"])
    book.active.append(["33010105", "ตัวอย่าง"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(changes: dict[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The plain workbook with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(out, "w", kind) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return out.getvalue()


def sheet(cells: str) -> bytes:
    return with_parts({SHEET: f"{HEAD}{cells}{TAIL}"})


def noise(letters: int) -> str:
    """Text that folds badly, so that no ratio gives it away."""
    return random.Random(1).randbytes(letters // 2).hex()  # noqa: S311 - the same each time


def texts(pieces) -> str:
    return f"<sst>{''.join(f'<si><t>{piece}</t></si>' for piece in pieces)}</sst>"


def _lying_sizes() -> bytes:
    """A part that says it is small and is not."""
    content = bytearray(sheet("<row>" + '<c r="A1"><v>1</v></c>' * 2 + "</row>" + " " * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size
    return bytes(content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))


def _many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_000):
            archive.writestr(str(number), b"")
    return out.getvalue()


def _many_sheets() -> bytes:
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 50_000))
    root = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r">'
    return with_parts({BOOK: f"{root}<sheets>{sheets}</sheets></workbook>"})


def _repeated_text() -> bytes:
    cells = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}" t="s"><v>0</v></c>' for letter in "ABCDEFGH") + "</row>"
        for row in range(1, 20_000)
    )
    return with_parts({SHEET: f"{HEAD}{cells}{TAIL}", TEXTS: texts([noise(30_000)])})


def _merged() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 9))
    cells = "".join(f'<mergeCell ref="A{n % 8 + 1}:XFD1048576"/>' for n in range(20_000))
    return with_parts({SHEET: f"{HEAD}{rows}</sheetData><mergeCells>{cells}</mergeCells></worksheet>"})


# name of the file -> (what becomes of it, how it is made)
FILES = {
    "far_cell.xlsx": (REFUSED, lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "far_column.xlsx": (REFUSED, lambda: sheet('<row r="2"><c r="XFD2"><v>1</v></c></row>')),
    "columns_16384.xlsx": (
        REFUSED,
        lambda: sheet("".join(f'<row r="{r}">{"<c><v>1</v></c>" * 16_384}</row>' for r in (1, 2))),
    ),
    "blank_columns.xlsx": (REFUSED, lambda: sheet(f"<row>{'<c/>' * 16_384}</row>" * 130)),
    "million_blank_rows.xlsx": (
        REFUSED,
        lambda: sheet("".join(f'<row r="{n}" s="1"/>' for n in range(1, 1_000_001))),
    ),
    "lying_dimension.xlsx": (
        READ,
        lambda: with_parts(
            {
                SHEET: HEAD.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
                + "<row><c><v>1</v></c></row>"
                + TAIL
            }
        ),
    ),
    "last_row_blank.xlsx": (READ, lambda: sheet('<row r="1"><c><v>1</v></c></row><row r="1048576" hidden="1"/>')),
    "ratio_1000.xlsx": (REFUSED, lambda: sheet(" " * 30_000_000)),
    "bomb_in_a_picture.xlsx": (REFUSED, lambda: with_parts({"xl/media/x.png": b"\0" * 110_000_000})),
    "names_that_lead_out.xlsx": (REFUSED, lambda: with_parts({"../../etc/passwd": b"x"})),
    "names_from_the_root.xlsx": (REFUSED, lambda: with_parts({"/etc/passwd": b"x"})),
    "page.xlsx": (REFUSED, lambda: "<html><table><tr><td>ชื่อ</td></tr></table></html>".encode()),
    "page.csv": (REFUSED, lambda: b"<!DOCTYPE html><html></html>"),
    "macros.xlsm": (REFUSED, plain),
    "macros.xlsx": (REFUSED, lambda: with_parts({"xl/vbaProject.bin": b"x"})),
    "old.xls": (REFUSED, lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5000),
    "old_named_new.xlsx": (REFUSED, lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5000),
    "page_named_old.xls": (REFUSED, lambda: b"<table></table>"),
    "entities_in_sheet.xlsx": (
        REFUSED,
        lambda: with_parts({SHEET: f"<!DOCTYPE a [<!ENTITY l0 'ha'>{LAUGHS}]><worksheet>&l11;</worksheet>"}),
    ),
    "one_small_entity.xlsx": (
        REFUSED,
        lambda: with_parts(
            {SHEET: f'<!DOCTYPE a [<!ENTITY b "5">]>{HEAD.partition("?>")[2]}<row><c><v>&b;</v></c></row>{TAIL}'}
        ),
    ),
    "entities_in_texts.xlsx": (
        REFUSED,
        lambda: with_parts(
            {
                TEXTS: f"<!DOCTYPE a [<!ENTITY l0 'ha'>{LAUGHS}]><sst>&l11;</sst>",
                SHEET: HEAD + '<row><c t="s"><v>0</v></c></row>' + TAIL,
            }
        ),
    ),
    "entities_in_contents.xlsx": (
        REFUSED,
        lambda: with_parts({BOOK: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'}),
    ),
    "huge_texts.xlsx": (
        REFUSED,
        lambda: with_parts({TEXTS: texts([noise(6_000_000)]), SHEET: HEAD + '<row><c t="s"><v>0</v></c></row>' + TAIL}),
    ),
    "many_texts.xlsx": (
        REFUSED,
        lambda: with_parts({TEXTS: texts(range(400_000)), SHEET: HEAD + '<row><c t="s"><v>0</v></c></row>' + TAIL}),
    ),
    "one_text_everywhere.xlsx": (REFUSED, _repeated_text),
    "long_text_in_place.xlsx": (
        REFUSED,
        lambda: sheet(f'<row><c t="inlineStr"><is><t>{noise(3_000_000)}</t></is></c></row>'),
    ),
    "many_sheets.xlsx": (REFUSED, _many_sheets),
    "many_parts.xlsx": (REFUSED, _many_parts),
    "tower.xlsx": (REFUSED, lambda: sheet("<a>" * 1_000_000)),
    "endless_comment.xlsx": (REFUSED, lambda: sheet(f"<!--{noise(3_000_000)}")),
    "endless_attribute.xlsx": (REFUSED, lambda: sheet(f'<row a="{noise(3_000_000)}"/>')),
    "endless_names.xlsx": (REFUSED, lambda: sheet("".join(f"<a{n}/>" for n in range(100_000)))),
    "endless_attributes.xlsx": (REFUSED, lambda: sheet("".join(f'<c b{n}=""/>' for n in range(400_000)))),
    "merged_over_and_over.xlsx": (REFUSED, _merged),
    "lying_sizes.xlsx": (REFUSED, _lying_sizes),
    "lzma.xlsx": (REFUSED, lambda: with_parts({SHEET: HEAD + " " * 20_000_000 + TAIL}, zipfile.ZIP_LZMA)),
    "bzip2.xlsx": (REFUSED, lambda: with_parts({SHEET: HEAD + " " * 9_000_000 + TAIL}, zipfile.ZIP_BZIP2)),
    "cut_off.xlsx": (REFUSED, lambda: plain()[:-300]),
    "text_of_no_number.xlsx": (REFUSED, lambda: sheet('<row><c t="s"><v>99999999</v></c></row>')),
    "no_number.xlsx": (REFUSED, lambda: sheet("<row><c><v>nan</v></c></row>")),
    "rows_backwards.xlsx": (REFUSED, lambda: sheet('<row r="9"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>')),
    "too_large.xlsx": (REFUSED, lambda: b"PK" + b"\1" * 11_000_000),
    "marks.csv": (REFUSED, lambda: b"," * 9_000_000),
    "open_quote.csv": (REFUSED, lambda: b'a,b\n"' + b"x,y\n" * 2_000_000),
    "blank_lines.csv": (REFUSED, lambda: b"a,b\n" + b"\n" * 9_000_000),
    "one_line.csv": (REFUSED, lambda: "😀".encode() + b"x" * 9_000_000),
    "short_lines.csv": (REFUSED, lambda: b"a,b\n" * 2_000_000),
    "zeros.csv": (REFUSED, lambda: b"a,b\n" + b"\0" * 5_000_000),
    "no_letters.csv": (REFUSED, lambda: "รหัส".encode("cp874") + b"\xdb\xff" * 1000),
}


def write_all(folder: Path) -> None:
    """Every file, in a folder."""
    for name, (_fate, make) in FILES.items():
        (folder / name).write_bytes(make())
