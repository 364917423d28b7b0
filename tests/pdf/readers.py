"""Reads PDFs back with the four readers that people meet, and counts what is wrong."""

import io
import subprocess

import pypdf
import pypdfium2

NO_TEXT = "\ufeff\u200b\x00\x0c"


def pdftotext(pdf: bytes, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def read_raw(pdf: bytes) -> str:
    return pdftotext(pdf, "-raw")


def read_default(pdf: bytes) -> str:
    return pdftotext(pdf)


def read_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def read_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
        return "\n".join(texts)
    finally:
        document.close()


EXACT = {"pdftotext -raw": read_raw, "pypdf": read_pypdf, "pdfium": read_pdfium}


def folded(text: str) -> str:
    """The text without white space: lines end inside Thai sentences."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in NO_TEXT)


def edits(expected: str, found: str, most: int = 2000) -> int:
    """Characters to insert or delete to get from one text to the other (Myers)."""
    reach = {1: 0}
    for count in range(most):
        for diagonal in range(-count, count + 1, 2):
            down = diagonal == -count or (diagonal != count and reach[diagonal - 1] < reach[diagonal + 1])
            x = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            while x < len(expected) and x - diagonal < len(found) and expected[x] == found[x - diagonal]:
                x += 1
            reach[diagonal] = x
            if x >= len(expected) and x - diagonal >= len(found):
                return count
    return most


def false_spaces(expected: str, found: str) -> int:
    """Spaces inside a line where none was typed; both texts have the same characters. A line's end is no space."""
    typed = spaces(expected)
    return sum(1 for place, gap in spaces(found).items() if place not in typed and not set(gap) & set("\r\n\x0c"))


def spaces(text: str) -> dict[int, str]:
    """Before which character (counted without white space) there is which white space."""
    places: dict[int, str] = {}
    gap, count = "", 0
    for sign in text:
        if sign.isspace() or sign in NO_TEXT:
            gap += sign
        else:
            if gap and count:
                places[count] = gap
            gap, count = "", count + 1
    return places
