"""Bytes of an old file into text, whatever encoding the office PC saved it in."""

from pathlib import Path

from django.core.exceptions import ValidationError

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


def read_file(path: str | Path) -> str:
    """The text of a file; a kind of file that cannot be read is refused in Thai."""
    path = Path(path)
    if path.suffix.lower() != ".txt":
        raise ValidationError(f"อ่านไฟล์ {path.name} ไม่ได้ รับเฉพาะไฟล์ .txt")
    try:
        return decode(path.read_bytes())
    except ValidationError as refused:
        raise ValidationError(f"{path.name}: {refused.messages[0]}") from refused


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise ValidationError("ไฟล์นี้ไม่ใช่ข้อความภาษาไทยที่อ่านได้ กรุณาบันทึกเป็น UTF-8 แล้วลองใหม่") from wrong


def _is_high(half: bytes) -> int:
    return sum(byte in (0x00, 0x0E, 0x20) for byte in half)
