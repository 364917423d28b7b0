"""Reads an Excel workbook as it streams by: values only, with what is merged and hidden; no size that it claims is believed.

The usual readers know nothing of hidden rows, Thai date formats or merged cells without holding the whole sheet in memory.
"""

from typing import Any

from samma.resources import limits, serials
from samma.resources.archives import Archive
from samma.resources.bounded_xml import read_xml
from samma.resources.limits import DAMAGED, SAVE_AS, UploadRefusedError
from samma.resources.sheet_xml import RawSheet, SheetReader, unescaped, whole

_SHEET_KIND = "/worksheet"
_RELATIONS = "xl/_rels/workbook.xml.rels"


class Workbook:
    """A workbook's sheets in order, hidden ones left out."""

    def __init__(self, content: bytes) -> None:
        self.archive = Archive(content)
        self.from_1904 = False
        self.parts: dict[str, str] = {}  # name of the sheet -> its part
        self._texts: list[str] | None = None
        self._kinds: list[str | int] | None = None
        self._read_contents()

    def _read_contents(self) -> None:
        targets, sheets = {}, []

        def relation(name, attributes):
            if name == "Relationship" and attributes.get("Type", "").endswith(_SHEET_KIND):
                targets[attributes.get("Id")] = attributes.get("Target", "")

        def contents(name, attributes):
            if name == "workbookPr":
                self.from_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "sheet" and attributes.get("state", "visible") == "visible":
                identity = next((value for key, value in attributes.items() if key.endswith(":id")), None)
                sheets.append((attributes.get("name", ""), identity))
                if len(sheets) > limits.MOST_PARTS:
                    raise UploadRefusedError(f"ไฟล์นี้มีแผ่นงานมากเกินไป: {limits.COPY_TABLE}")

        def kind(_name, attributes):
            if "macroEnabled" in attributes.get("ContentType", ""):
                raise UploadRefusedError(f"ไฟล์นี้มีแมโคร ระบบไม่รับ: {SAVE_AS}")

        for part, told in (("[Content_Types].xml", kind), (_RELATIONS, relation), ("xl/workbook.xml", contents)):
            if part in self.archive.parts:
                read_xml(self.archive.chunks(part), told)
        for name, identity in sheets:
            target = targets.get(identity, "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if part in self.archive.parts:
                self.parts.setdefault(name, part)
        if not self.parts:
            raise UploadRefusedError("ไฟล์นี้ไม่มีแผ่นงาน")

    # --- texts and formats, read when the first sheet asks for them -----------------------------------------------
    @property
    def texts(self) -> list[str]:
        """The texts that cells name by number."""
        if self._texts is None:
            self._texts = self._shared_texts()
        return self._texts

    def _shared_texts(self) -> list[str]:
        texts, pieces = [], []
        inside = phonetic = False
        letters = 0

        def start(name, _attributes):
            nonlocal inside, phonetic
            if name == "si":
                pieces.clear()
            elif name == "rPh":  # how a Japanese text is read aloud
                phonetic = True
            inside = name == "t" and not phonetic

        def end(name):
            nonlocal inside, phonetic
            inside = False
            if name == "rPh":
                phonetic = False
            elif name == "si":
                texts.append(unescaped("".join(pieces)))
                if len(texts) > limits.MOST_TEXTS:
                    raise UploadRefusedError(f"ไฟล์นี้มีข้อความมากเกินไป: {limits.COPY_TABLE}")

        def text(piece):
            nonlocal letters
            if inside:
                letters += len(piece)
                if letters > limits.MOST_TEXT_LETTERS:
                    raise UploadRefusedError(f"ไฟล์นี้มีข้อความยาวเกินไป: {limits.COPY_TABLE}")
                pieces.append(piece)

        if "xl/sharedStrings.xml" in self.archive.parts:
            read_xml(self.archive.chunks("xl/sharedStrings.xml"), start, end, text)
        return texts

    @property
    def kinds(self) -> list[str | int]:
        """What each style makes of a number."""
        if self._kinds is None:
            codes, kinds = {}, []
            in_cells = False

            def start(name, attributes):
                nonlocal in_cells
                if name == "numFmt":
                    codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:200]
                elif name == "cellXfs":
                    in_cells = True
                elif name == "xf" and in_cells and len(kinds) < limits.MOST_TEXTS:
                    number = whole(attributes.get("numFmtId"))
                    kinds.append(serials.kind_of(number, codes.get(number, "")))

            def end(name):
                nonlocal in_cells
                in_cells = in_cells and name != "cellXfs"

            if "xl/styles.xml" in self.archive.parts:
                read_xml(self.archive.chunks("xl/styles.xml"), start, end)
            self._kinds = kinds
        return self._kinds

    def sheet(self, name: str) -> RawSheet:
        """One sheet, read from its beginning to its end."""
        reader = SheetReader(self._text, self._shown)
        read_xml(self.archive.chunks(self.parts[name]), reader.start, reader.end, reader.text)
        return reader.sheet

    def _text(self, place: int) -> str:
        if place >= len(self.texts):
            raise UploadRefusedError(DAMAGED)
        return self.texts[place]

    def _shown(self, value: int | float, style: int) -> Any:
        kind = self.kinds[style] if style < len(self.kinds) else serials.NUMBER
        return serials.shown(value, kind, from_1904=self.from_1904)
