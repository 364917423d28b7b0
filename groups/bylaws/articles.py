"""The articles of a group's rules: the model they begin from, how they stand in one text, and two versions compared.

Rules are kept as one text, as a person would type it: "ข้อ 1 หัวข้อ" and the words below it. A text that was typed or
imported otherwise is read as far as it has such lines, and nothing of it is lost.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from groups.models import Group, ModelArticle
from samma.thai import arabic_digits
from samma.thai.comparing import Piece, compare

BLANK = "……"  # what the meeting still has to decide
MODEL_FILE = "fixtures/lists/group_articles.csv"
HEAD = re.compile(r"^\s*ข้อ\s*([0-9๐-๙]{1,2})[.):]?(?:\s+(.*))?$")


@dataclass(frozen=True)
class Article:
    """ข้อ: a heading and the words below it; either may be empty, not both."""

    heading: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """One article in two versions."""

    title: str
    word: str  # เหมือนเดิม, แก้ไข, เพิ่ม, ตัดออก
    tone: str
    pieces: list[Piece]

    @property
    def status(self) -> dict[str, str]:
        return {"word": self.word, "tone": self.tone}


@cache
def shipped_model() -> tuple[Article, ...]:
    """The model that comes with the product."""
    with (settings.BASE_DIR / MODEL_FILE).open(encoding="utf-8", newline="") as lines:
        return tuple(Article(row["heading"], row["text"]) for row in csv.DictReader(lines))


def model() -> list[Article]:
    """The model in use: the department's own, or the one that comes with the product."""
    own = [Article(row.heading, row.text) for row in ModelArticle.objects.all()]
    return own or list(shipped_model())


def model_for(group: Group) -> list[Article]:
    """The model with the group's own name, place and occupation in it."""
    words = {"{กลุ่ม}": group.name, "{ที่ตั้ง}": group.address or str(group.village), "{อาชีพ}": str(group.occupation)}
    return [Article(article.heading, _filled(article.text, words)) for article in model()]


def _filled(text: str, words: dict[str, str]) -> str:
    for sign, word in words.items():
        text = text.replace(sign, word)
    return text


def model_articles(group: Group) -> str:
    """The model as one text."""
    return written(model_for(group))


def written(articles: Iterable[Article]) -> str:
    """The articles as one text, numbered from 1."""
    whole = [article for article in articles if article.heading or article.text]
    return "\n".join(
        f"ข้อ {number} {article.heading}".rstrip() + (f"\n{article.text}" if article.text else "")
        for number, article in enumerate(whole, start=1)
    )


def read(text: str) -> list[Article]:
    """The articles of a text; what stands before the first is an article without a heading.

    A line "ข้อ 3" begins an article only when two came before it: elsewhere the rules speak of article 3.
    """
    found: list[list[str]] = []
    heads = 0
    for line in text.splitlines():
        head = HEAD.match(line)
        if head and int(arabic_digits(head[1])) == heads + 1:
            heads += 1
            found.append([(head[2] or "").strip()])
        elif found:
            found[-1].append(line)
        elif line.strip():
            found.append(["", line])
    return [Article(head, "\n".join(lines).strip()) for head, *lines in found]


def comparison(old: str, new: str) -> list[Comparison]:
    """Two versions article by article, in the order of the new one; an article is known by its heading, else its place."""
    before, after = read(old), read(new)
    left = dict(enumerate(before))
    by_heading = {article.heading: number for number, article in reversed(list(enumerate(before))) if article.heading}
    shown = []
    for number, article in enumerate(after):
        twin = by_heading.get(article.heading)
        if twin is None and number in left and not (before[number].heading and article.heading):
            twin = number
        was = left.pop(twin, None) if twin is not None else None
        shown.append(_compared(number + 1, was, article))
    return shown + [
        Comparison(_title(number + 1, gone), "ตัดออก", "stop", compare(gone.text, "")) for number, gone in left.items()
    ]


def _compared(number: int, was: Article | None, now: Article) -> Comparison:
    title = _title(number, now)
    if was is None:
        return Comparison(title, "เพิ่ม", "ok", compare("", now.text))
    same = was == now
    return Comparison(title, "เหมือนเดิม" if same else "แก้ไข", "neutral" if same else "wait", compare(was.text, now.text))


def _title(number: int, article: Article) -> str:
    return f"ข้อ {number} {article.heading}".rstrip()
