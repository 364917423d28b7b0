"""Text of a .docx: paragraphs and tables in their order, with the numbers that Word itself puts before list items."""

import io
import zipfile
import zlib
from collections import defaultdict

import docx
from docx.oxml.ns import qn
from lxml import etree

from samma.knowledge.reading.formats import RefusedError

MOST_UNFOLDED = 100 * 1024 * 1024
MOST_RATIO = 100  # of what unfolds to more than 10 MB
MOST_PARTS = 2000
MOST_MARKS = 300_000  # of paragraphs and their properties
SITE = "เว็บไซต์สัมมาชีพชุมชน"  # a page's foot is furniture, but this one names the province
W = {
    name: qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t", "tab", "br", "cr", "del", "numPr", "ilvl", "numId")
}
DRAWING, FALLBACK = qn("w:drawing"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = qn("w:txbxContent")
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"


def text_of(data: bytes) -> str:
    """A line for each paragraph, a line for each row of a table."""
    _look_inside(data)
    try:
        document = docx.Document(io.BytesIO(data))
        return _Reading(document).text()
    except RefusedError:
        raise
    except Exception as wrong:  # a broken document breaks the library in many ways; each means the same to the sender
        raise RefusedError("อ่านไฟล์ Word นี้ไม่ได้ ไฟล์อาจเสียหาย: เปิดด้วย Word แล้วบันทึกใหม่เป็น .docx") from wrong


def _look_inside(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedError("ไฟล์นี้เป็น Word รุ่นเก่า (.doc) หรือใส่รหัสผ่านไว้: เปิดด้วย Word แล้วบันทึกเป็น .docx โดยไม่ใส่รหัสผ่าน")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as wrong:
        raise RefusedError("ไฟล์นี้ไม่ใช่ไฟล์ Word (.docx) หรือไฟล์เสียหาย") from wrong
    parts = archive.infolist()
    unfolded = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unfolded > MOST_UNFOLDED:
        raise RefusedError("ไฟล์นี้คลายออกแล้วใหญ่เกินไป: คัดลอกเฉพาะข้อความไปไว้ในไฟล์ใหม่ แล้วส่งอีกครั้ง")
    if unfolded > 10 * 1024 * 1024 and unfolded > MOST_RATIO * len(data):
        raise RefusedError("ไฟล์นี้คลายออกแล้วใหญ่ผิดปกติ: คัดลอกเฉพาะข้อความไปไว้ในไฟล์ใหม่ แล้วส่งอีกครั้ง")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise RefusedError("ไฟล์นี้ไม่ใช่ไฟล์ Word (.docx): เปิดด้วย Word แล้วบันทึกเป็น .docx")
    if _marks(archive) > MOST_MARKS:
        raise RefusedError("ไฟล์นี้มีย่อหน้ามากผิดปกติ: คัดลอกเฉพาะข้อความไปไว้ในไฟล์ใหม่ แล้วส่งอีกครั้ง")


def _marks(archive: zipfile.ZipFile) -> int:
    try:
        return archive.read("word/document.xml").count(b"<w:p")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as wrong:
        raise RefusedError("ไฟล์นี้ไม่ใช่ไฟล์ Word (.docx) หรือไฟล์เสียหาย") from wrong


class _Reading:
    """One document being read: the counters of its lists and of its pictures."""

    def __init__(self, document) -> None:
        self.document = document
        self.counts: dict[tuple[str, int], int] = defaultdict(int)
        self.pictures = 0
        self.formats = _list_formats(document)
        self.styles = {  # a style may make every paragraph of its kind a list item
            style.get(qn("w:styleId")): style.find(f"{qn('w:pPr')}/{W['numPr']}")
            for style in document.styles.element.iterchildren(qn("w:style"))
        }

    def text(self) -> str:
        lines = self._lines(self.document.element.body)
        for section in self.document.sections:
            foot = "\n".join(paragraph.text for paragraph in section.footer.paragraphs)
            if SITE in foot:
                lines += ["", *foot.splitlines()]
                break
        return "\n".join(lines)

    def _lines(self, parent) -> list[str]:
        lines = []
        for child in parent.iterchildren():
            if child.tag == W["p"]:
                lines += self._paragraph(child)
            elif child.tag == W["tbl"]:
                for row in child.iter(W["tr"]):
                    cells = (" ".join(filter(None, self._lines(cell))) for cell in row.iterchildren(W["tc"]))
                    lines.append("  ".join(filter(None, cells)))
            elif isinstance(child.tag, str) and child.tag != W["del"]:  # content controls and the like hold paragraphs
                lines += self._lines(child)
        return lines

    def _paragraph(self, paragraph) -> list[str]:
        parts, boxes, pictures = [], [], []
        waiting = list(reversed(paragraph))
        while waiting:
            node = waiting.pop()
            if node.tag in (W["del"], FALLBACK):
                continue
            if node.tag == BOX:
                boxes += self._lines(node)
                continue
            if node.tag == BLIP:
                self.pictures += 1
                pictures.append(f"image{self.pictures}")
            elif node.tag == W["t"]:
                parts.append(node.text or "")
            elif node.tag == W["tab"] and node.getparent().tag == qn("w:r"):
                parts.append("\t")
            elif node.tag in (W["br"], W["cr"]):
                parts.append("\n")
            waiting += reversed(node)
        return [*f"{self._number(paragraph)}{''.join(parts)}".split("\n"), *boxes, *pictures]

    def _number(self, paragraph) -> str:
        """What Word prints before a list item: 1. ๑. ก. or - ."""
        found = paragraph.find(f"{qn('w:pPr')}/{W['numPr']}")
        if found is None:
            found = self.styles.get(paragraph.style)
        if found is None or found.find(W["numId"]) is None:
            return ""
        level_node = found.find(W["ilvl"])
        level = int(level_node.get(qn("w:val"))) if level_node is not None else 0
        number_id = found.find(W["numId"]).get(qn("w:val"))
        if (number_id, level) not in self.formats:
            return ""
        self.counts[number_id, level] += 1
        for deeper in [key for key in self.counts if key[0] == number_id and key[1] > level]:
            self.counts[deeper] = 0
        kind, pattern = self.formats[number_id, level]
        if kind == "bullet":
            return "- "
        for place in range(level + 1):
            start = self.formats.get((number_id, place), ("decimal", ""))[0]
            pattern = pattern.replace(f"%{place + 1}", _numeral(self.counts[number_id, place] or 1, start))
        return f"{pattern} " if pattern else ""


def _numeral(value: int, kind: str) -> str:
    if kind in ("thaiNumbers", "thaiCounting"):
        return str(value).translate(THAI_DIGITS)
    if kind == "thaiLetters":
        return THAI_LETTERS[(value - 1) % len(THAI_LETTERS)]
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    return str(value)


def _list_formats(document) -> dict[tuple[str, int], tuple[str, str]]:
    """(list, level) -> (kind of numeral, pattern such as "%1.%2")."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError, etree.XMLSyntaxError):
        return {}
    abstract = {}
    for node in numbering.iterchildren(qn("w:abstractNum")):
        for level in node.iterchildren(qn("w:lvl")):
            kind, pattern = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
            abstract[node.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl")))] = (
                kind.get(qn("w:val")) if kind is not None else "decimal",
                pattern.get(qn("w:val")) if pattern is not None else "",
            )
    found = {}
    for node in numbering.iterchildren(qn("w:num")):
        link = node.find(qn("w:abstractNumId")).get(qn("w:val"))
        for (name, level), form in abstract.items():
            if name == link:
                found[node.get(qn("w:numId")), level] = form
    return found
