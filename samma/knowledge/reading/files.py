"""Bytes of an old file into text: .txt in whatever encoding the office PC saved it, .html, .docx and .pdf."""

from pathlib import Path

from django.core.exceptions import ValidationError

from samma.knowledge.reading.apart import KINDS, text_apart
from samma.knowledge.reading.formats import RefusedError

ENDINGS = (".txt", ".docx", ".pdf", ".html")
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str:
    """Text of a .txt file: UTF-8, UTF-16, or the Thai code page of older Windows (TIS-620 is a part of it)."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data, encoding)
    if b"\0" in data[:400]:  # UTF-16 without its mark: ASCII and Thai letters have a fixed high byte
        even, odd = data[0:400:2], data[1:400:2]
        return _strict(data, "utf-16-le" if _is_high(odd) >= _is_high(even) else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp874")


def text_of(name: str, data: bytes) -> str:
    """The text of a file of any kind that can be read. Raises ValidationError in Thai, with what to do."""
    ending = Path(name).suffix.lower()
    if ending in KINDS:
        try:
            text = text_apart(data, ending)
        except RefusedError as refused:
            raise ValidationError(str(refused)) from refused
    elif ending == ".txt":
        text = decode(data)
    elif ending == ".doc":
        raise ValidationError("ไฟล์นี้เป็น Word รุ่นเก่า (.doc): เปิดด้วย Word แล้วบันทึกเป็น .docx")
    else:
        raise ValidationError(f"รับเฉพาะไฟล์ {' '.join(ENDINGS)}")
    if not text.strip():
        raise ValidationError("ไม่พบข้อความในไฟล์นี้")
    return text


def read_file(path: str | Path) -> str:
    """The text of a file on disk; a file that cannot be read is refused in Thai, by its name."""
    path = Path(path)
    try:
        return text_of(path.name, path.read_bytes())
    except ValidationError as refused:
        raise ValidationError(f"{path.name}: {refused.messages[0]}") from refused


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise ValidationError("ไฟล์นี้ไม่ใช่ข้อความภาษาไทยที่อ่านได้ กรุณาบันทึกเป็น UTF-8 แล้วลองใหม่") from wrong


def _is_high(half: bytes) -> int:
    return sum(byte in (0x00, 0x0E, 0x20) for byte in half)
