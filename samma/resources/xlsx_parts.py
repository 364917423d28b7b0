"""The parts of a workbook around its rows: looks of cells, widths, what is printed again on each page, names of sheets."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

FONT = "TH Sarabun New"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# Name of a look -> number format, font, fill, border, place in the cell, quotePrefix. The order is their number.
_TEXT, _GENERAL, _WHOLE, _COUNT, _MONEY = 49, 0, 1, 3, 4
_TOP = '<alignment vertical="top"/>'
_WRAP = '<alignment vertical="top" wrapText="1"/>'
_CENTRE = '<alignment horizontal="center" vertical="top" wrapText="1"/>'
_HEAD = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
_FORMATS = {
    "plain": (_GENERAL, 0, 0, 0, "", False),
    "head": (_TEXT, 1, 2, 0, _WRAP, False),
    "text": (_TEXT, 0, 0, 0, "", False),
    "quoted": (_TEXT, 0, 0, 0, "", True),
    "money": (_MONEY, 0, 0, 0, "", False),
    "whole": (_WHOLE, 0, 0, 0, "", False),
    "count": (_COUNT, 0, 0, 0, "", False),
    "fraction": (_GENERAL, 0, 0, 0, "", False),
    "paper head": (_TEXT, 1, 2, 1, _HEAD, False),
    "paper text": (_TEXT, 0, 0, 1, _WRAP, False),
    "paper centre": (_TEXT, 0, 0, 1, _CENTRE, False),
    "paper quoted": (_TEXT, 0, 0, 1, _WRAP, True),
    "paper money": (_MONEY, 0, 0, 1, _TOP, False),
    "paper whole": (_WHOLE, 0, 0, 1, _CENTRE, False),
    "paper count": (_COUNT, 0, 0, 1, _TOP, False),
    "paper fraction": (_GENERAL, 0, 0, 1, _TOP, False),
    "paper title": (_TEXT, 2, 0, 0, '<alignment horizontal="center"/>', False),
    "paper line": (_TEXT, 0, 0, 0, '<alignment horizontal="center"/>', False),
    "paper foot": (_TEXT, 0, 0, 0, '<alignment horizontal="left"/>', False),
}
LOOKS = list(_FORMATS)
QUOTED = ' quotePrefix="1"'
MARGINS = '<pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'


def sheet_name(title: str, number: int) -> str:
    """What Excel takes as the name of a sheet; a list of more than a million rows goes on under a further name."""
    further = f" ({number})" if number > 1 else ""
    return re.sub(r"[\[\]:*?/\\']", " ", title)[: 31 - len(further)].strip() + further


def sheet_head(sheet) -> str:
    """All before the first row of data: frozen heads, widths, title lines, heads."""
    last = get_column_letter(len(sheet.columns))
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if sheet.is_paper else ""
    under = sheet.head_row + 1
    pane = f'<pane ySplit="{sheet.head_row}" topLeftCell="A{under}" activePane="bottomLeft" state="frozen"/>'
    text = LOOKS.index("text")
    # What is typed below stays as typed: 12/3 is a house, not a day.
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.letters}" style="{text}" customWidth="1"/>'
        for place, column in enumerate(sheet.columns, 1)
    )
    lines = "".join(
        f'<row r="{number}">{_line(f"A{number}", line, "paper title" if number == 1 else "paper line")}</row>'
        for number, line in enumerate(sheet.lines, 1)
    )
    look = LOOKS.index("paper head" if sheet.is_paper else "head")
    heads = "".join(
        f'<c r="{get_column_letter(place)}{sheet.head_row}" s="{look}" t="inlineStr"><is><t>{escape(column.head)}</t></is></c>'
        for place, column in enumerate(sheet.columns, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}">{fit}<dimension ref="A1:{last}{sheet.head_row}"/>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews><cols>{widths}</cols>'
        f'<sheetData>{lines}<row r="{sheet.head_row}">{heads}</row>'
    )


def sheet_foot(sheet, last_row: int) -> str:
    """All after the last row of data: lines below, merged title lines, how it prints."""
    last = get_column_letter(len(sheet.columns))
    below = {last_row + 1 + place: line for place, line in enumerate(sheet.foot, 1)}
    rows = "".join(
        f'<row r="{number}">{_line(f"A{number}", line, "paper foot")}</row>' for number, line in below.items()
    )
    wide = [*range(1, sheet.head_row), *below] if len(sheet.columns) > 1 else []
    merged = "".join(f'<mergeCell ref="A{number}:{last}{number}"/>' for number in wide)
    merged = f'<mergeCells count="{len(wide)}">{merged}</mergeCells>' if wide else ""
    page = ""
    if sheet.is_paper:
        way = "landscape" if sheet.landscape else "portrait"
        page = (
            f'<printOptions horizontalCentered="1"/>{MARGINS}'
            f'<pageSetup paperSize="9" orientation="{way}" fitToWidth="1" fitToHeight="0"/>'
            "<headerFooter><oddFooter>&amp;Rหน้า &amp;P จาก &amp;N</oddFooter></headerFooter>"
        )
    return f"{rows}</sheetData>{merged}{page}</worksheet>"


def _line(place: str, text: str, look: str) -> str:
    return (
        f'<c r="{place}" s="{LOOKS.index(look)}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    )


def other_parts(sheets: list[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """The workbook itself; `sheets` are (name, row of the heads that print on each page, or 0)."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, (name, _row) in zip(numbers, sheets, strict=True)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{n - 1}">\'{escape(name)}\'!${row}:${row}</definedName>'
        for n, (name, row) in zip(numbers, sheets, strict=True)
        if row
    )
    titles = f"<definedNames>{titles}</definedNames>" if titles else ""
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>{titles}</workbook>',
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    links += f'<Relationship Id="rId{len(sheets) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    yield "xl/_rels/workbook.xml.rels", f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{root}</Relationships>'
    yield "xl/styles.xml", _styles()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>'
        ),
    )


def _styles() -> str:
    def font(size: int, bold: bool) -> str:
        return f'<font>{"<b/>" if bold else ""}<sz val="{size}"/><name val="{FONT}"/><family val="2"/></font>'

    sides = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))
    looks = "".join(
        f'<xf numFmtId="{number}" fontId="{font_id}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyBorder="1"{QUOTED if quoted else ""}'
        + (f' applyAlignment="1">{place}</xf>' if place else "/>")
        for number, font_id, fill, border, place, quoted in _FORMATS.values()
    )
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="3">{font(14, False)}{font(14, True)}{font(18, True)}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFE3EFE8"/></patternFill></fill></fills>'
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{sides}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_FORMATS)}">{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
