"""Reads XML as it streams by, and stops at what no workbook has: entities, towers of elements, names without end."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from samma.resources.limits import DAMAGED, MEGABYTE, SAVE_AS, UploadRefusedError

DEEPEST = 40
MOST_NAMES = 1000  # of elements and attributes: the parser keeps each of them
LONGEST_SILENCE = 2 * MEGABYTE  # of bytes in which nothing begins or ends: one endless comment or attribute
_FOREIGN = f"ไฟล์นี้มีโครงสร้างที่ไม่ใช่ของ Excel: {SAVE_AS}"


def read_xml(
    chunks: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell of each element by its bare name (`x:row` is `row`), and of the text between."""
    known: dict[str, str] = {}
    depth = silence = 0

    def learn(name: str) -> str:
        if len(known) >= MOST_NAMES:
            raise UploadRefusedError(_FOREIGN)
        return known.setdefault(name, name.rpartition(":")[2])

    def opened(name, attributes):
        nonlocal depth, silence
        depth += 1
        silence = 0
        if depth > DEEPEST:
            raise UploadRefusedError(_FOREIGN)
        for attribute in attributes:
            if attribute not in known:
                learn(attribute)
        start(known.get(name) or learn(name), attributes)

    def closed(name):
        nonlocal depth, silence
        depth -= 1
        silence = 0
        end(known[name])

    def refuse(*_about):
        raise UploadRefusedError(_FOREIGN)

    # No interning: expat would keep every name it meets. And UTF-8 only, as Excel and its kin write.
    parser = expat.ParserCreate("utf-8", None, intern=None)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        for chunk in chunks:
            silence += len(chunk)
            parser.Parse(chunk, False)
            if silence > LONGEST_SILENCE:
                raise UploadRefusedError(_FOREIGN)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UploadRefusedError(DAMAGED) from error
