"""Text of a saved web page, of Word's "web page" too: blocks are lines, pictures leave their mark, script is no text."""

import re

import lxml.html
from lxml import etree

from samma.knowledge.reading.formats import RefusedError

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
UNSEEN = {"head", "script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "title"}
SPACES = re.compile(r"[ \t\r\n\f]+")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
THAI_PAGES = {"tis-620", "windows-874", "iso-8859-11", "cp874"}


def text_of(data: bytes) -> str:
    """The page as a reader sees it, a line for each block; its pictures are named image1, image2 …"""
    try:
        page = lxml.html.document_fromstring(data, parser=_parser(data))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as wrong:
        raise RefusedError("อ่านหน้าเว็บนี้ไม่ได้: เปิดด้วยเบราว์เซอร์ คัดลอกข้อความ แล้ววางแทน") from wrong
    lines, pictures = [""], 0
    # Depth first without recursion: pages nest deeper than Python's stack.
    waiting: list[tuple[object, bool]] = [(page, True)]
    while waiting:
        node, is_opening = waiting.pop()
        if isinstance(node, str):
            _add(lines, SPACES.sub(" ", node))
            continue
        tag = node.tag if isinstance(node.tag, str) else None
        if tag in BLOCKS or tag == "br":
            lines.append("")
        elif tag in ("td", "th"):
            _add(lines, " ")
        if not is_opening:
            continue
        if tag == "img":
            pictures += 1
            lines += [f"image{pictures}", ""]
        inside = []
        if tag is not None and tag not in UNSEEN and not _is_hidden(node):
            inside.append(node.text or "")
            for child in node:
                inside += [child, child.tail or ""]
        if tag in BLOCKS:
            waiting.append((node, False))
        waiting += [(part, True) for part in reversed(inside)]
    return "\n".join(line.strip() for line in lines).strip("\n")


def _parser(data: bytes) -> lxml.html.HTMLParser:
    """By what the page says of its letters; Thai pages that say nothing are UTF-8 or the old Thai code page."""
    said = CHARSET.search(data[:2048])
    name = said[1].decode().lower() if said else ""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif name in THAI_PAGES:
        encoding = "cp874"
    else:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp874"
        else:
            encoding = "utf-8"
    return lxml.html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True, huge_tree=True)


def _is_hidden(node) -> bool:
    return "display:none" in (node.get("style") or "").replace(" ", "").lower()


def _add(lines: list[str], text: str) -> None:
    if text == " " and (not lines[-1] or lines[-1].endswith(" ")):
        return
    lines[-1] += text.lstrip() if not lines[-1] or lines[-1].endswith(" ") else text
