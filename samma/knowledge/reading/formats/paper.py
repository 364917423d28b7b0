"""Text of a .pdf: the lines of its pages, wrapped lines joined again, what repeats at head and foot of pages left out."""

import re
from collections import Counter

import pypdfium2

from samma.knowledge.reading.formats import RefusedError

MOST_PAGES = 200
LEAST_LETTERS = 20  # fewer on all pages together: pictures of text
REPEATED = 3  # pages that bear a line at their edge
EDGE = 2  # lines at the head and at the foot of a page that may be furniture
FULL = 0.82  # of the usual longest line: a line so long goes on in the next one
OPENING = re.compile(r"\s*([0-9๐-๙]{1,2}([.)]|\s|[ก-ฮ])|[-–•*]|\([0-9๐-๙]+\))")
SITE = "เว็บไซต์สัมมาชีพ"
DIGITS = re.compile(r"[0-9๐-๙]+")


def text_of(data: bytes) -> str:
    """The text as printed. Encrypted files and pictures of text are refused in words."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        if "password" in str(wrong).lower():
            raise RefusedError("ไฟล์ PDF นี้ใส่รหัสผ่านไว้: เปิดแล้วพิมพ์ (Print) เป็น PDF ใหม่โดยไม่ใส่รหัสผ่าน แล้วส่งอีกครั้ง") from wrong
        raise RefusedError("อ่านไฟล์ PDF นี้ไม่ได้ ไฟล์อาจเสียหาย") from wrong
    if len(document) > MOST_PAGES:
        raise RefusedError(f"ไฟล์ PDF นี้มีมากกว่า {MOST_PAGES} หน้า: แยกเป็นเรื่องละไฟล์ แล้วส่งอีกครั้ง")
    pages = [_lines(document[number]) for number in range(len(document))]
    letters = sum(len(re.findall(r"[ก-๎a-zA-Z]", line)) for lines in pages for line in lines)
    if letters < LEAST_LETTERS:
        raise RefusedError(
            "ไฟล์ PDF นี้เป็นภาพสแกน ไม่มีตัวอักษรให้อ่าน: ใช้ไฟล์ต้นฉบับ (Word) หรือพิมพ์ข้อความในหน้า “เขียนใหม่” แล้วแนบภาพไว้"
        )
    return "\n".join(_joined(_without_furniture(pages)))


def _lines(page) -> list[str]:
    text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "")
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _without_furniture(pages: list[list[str]]) -> list[str]:
    """Lines alike but for their digits at the edges of several pages belong to the paper; the site's own foot stays once."""

    def alike(line: str) -> str:
        return DIGITS.sub("#", "".join(line.split()))

    edges = Counter(key for lines in pages for key in {alike(line) for line in lines[:EDGE] + lines[-EDGE:]} if key)
    kept, foot = [], []
    for lines in pages:
        last = len(lines) - EDGE
        for place, line in enumerate(lines):
            is_edge = place < EDGE or place >= last
            if is_edge and edges[alike(line)] >= REPEATED and len(pages) >= REPEATED:
                if SITE in line.replace(" ", "") and line not in foot:
                    foot.append(line)
            else:
                kept.append(line)
    return kept + (["", *foot] if foot else [])


def _joined(lines: list[str]) -> list[str]:
    """A line as long as the paper is wide goes on in the next one, unless that one opens an item of its own."""
    lengths = sorted(_width(line) for line in lines if line.strip())
    if not lengths:
        return []
    full = FULL * lengths[int(0.9 * (len(lengths) - 1))]
    out: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line.strip() and not OPENING.match(line) and not line.startswith("  "):
            between = " " if re.search(r"[a-zA-Z0-9,]$", out[-1]) else ""
            out[-1] += between + line.lstrip()
        else:
            out.append(line)
        goes_on = bool(line.strip()) and _width(line) >= full
    return out


def _width(line: str) -> int:
    """Letters that take room: marks above and below take none."""
    return len(re.sub("[ัิ-ฺ็-๎]", "", line))
