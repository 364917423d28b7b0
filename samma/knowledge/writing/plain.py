"""Text that came from a word processor, as plain paragraphs and lists. Only what was typed anew is touched."""

import re

BULLET = re.compile(r"^[ \t]*[•·●▪◦○§Øü➢✓\uf0b7\uf0a7\uf0d8\uf0fc]+[ \t]+", re.M)
O_BULLET = re.compile(r"^[ \t]*o\t+", re.M)
NUMBER_TAB = re.compile(r"^([ \t]*(?:\d{1,3}|[๐-๙]{1,3}|[ก-ฮ])[.)])\t+", re.M)
UNSEEN = re.compile(r"[\u200b\u200c\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SPACES = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u3000]+")


def plain(text: str) -> str:
    """Line ends of one kind, bullets as “- ”, tabs as spaces, nothing unseen, at most one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    text = UNSEEN.sub("", text)
    text = O_BULLET.sub("- ", BULLET.sub("- ", text))
    text = SPACES.sub(" ", NUMBER_TAB.sub(r"\1 ", text))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
