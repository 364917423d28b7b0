"""The zip file around a workbook, looked at from outside: nothing is unpacked to a disk, and never more than asked."""

import io
import zipfile
from collections.abc import Iterator

from samma.resources import limits
from samma.resources.limits import SAVE_AS, UploadRefusedError

_CHUNK = 64 * limits.KILOBYTE
_ENTRY = b"PK\1\2"  # begins each line of a zip file's table of contents
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what Excel writes; the others unfold without a bound
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
_CLOSED = f"ไฟล์เสียหายหรือใส่รหัสผ่านไว้ เปิดไม่ได้: {SAVE_AS}"


class Archive:
    """The parts of a workbook's file by name."""

    def __init__(self, content: bytes) -> None:
        if content.count(_ENTRY) > limits.MOST_PARTS:  # asked before the table of contents is built in memory
            raise UploadRefusedError(f"ไฟล์นี้มีส่วนย่อยมากเกินไป: {limits.COPY_TABLE}")
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise UploadRefusedError(_CLOSED) from error
        self.parts = {part.filename: part for part in self.zip.infolist()}
        self._look(len(content))

    def _look(self, size: int) -> None:
        parts = self.zip.infolist()
        unfolded = sum(part.file_size for part in parts)
        if unfolded > limits.MOST_UNFOLDED:
            raise UploadRefusedError(f"ไฟล์นี้คลายออกแล้วใหญ่เกินไป: {limits.COPY_TABLE}")
        if unfolded > limits.UNTESTED_UNFOLDED and unfolded > limits.MOST_RATIO * size:
            raise UploadRefusedError(f"ไฟล์นี้คลายออกแล้วใหญ่ผิดปกติ: {limits.COPY_TABLE}")
        names = [part.filename for part in parts]
        if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
            raise UploadRefusedError(f"ไฟล์นี้มีชื่อส่วนย่อยที่ Excel ไม่ใช้: {SAVE_AS}")
        if any(part.compress_type not in _PLAIN or part.flag_bits & 1 for part in parts):
            raise UploadRefusedError(_CLOSED)
        if "xl/workbook.xml" not in names:
            raise UploadRefusedError(f"ไฟล์นี้ไม่ใช่ไฟล์ Excel: {SAVE_AS}")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise UploadRefusedError(f"ไฟล์นี้มีแมโคร ระบบไม่รับ: {SAVE_AS}")

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece; nothing when there is no such part."""
        if name not in self.parts:
            return
        try:
            with self.zip.open(name) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise UploadRefusedError(_CLOSED) from error
        except Exception as error:  # zlib has an error of its own, known only to the module in C
            if type(error).__module__ != "zlib":
                raise
            raise UploadRefusedError(_CLOSED) from error


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ":" in name or "\\" in name or ".." in name.split("/")
