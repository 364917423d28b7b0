"""Reads a page as somebody who counts: every number that the components show, and where it leads.

A number leads to a list by its own link. One that stands for no rows (typed, a ratio, a mean, what the year asks for) says
so by `why`, a key of samma.figures.WHY, which the components write as `data-why`.
"""

import re
from dataclasses import dataclass

from lxml import etree, html

# A number with the word that it counts: "12 ครัวเรือน", "1,200.00 บาท".
COUNTED = re.compile(
    r"(?<![\d/.,ก])[-−]?\d[\d,]*(?:\.\d+)?\s*"
    r"(?:ครัวเรือน|คน|ครั้ง|กลุ่ม|เรื่อง|รายการ|หมู่บ้าน|ทีม|บาท|แผ่น|ใบ|อาชีพ|แห่ง|ฉบับ|เล่ม|ร้อยละ)"
)
DIGIT = re.compile(r"\d")
PLAIN = re.compile(
    r"[-−+]?[\d,]+(?:\.\d+)?%?(?:/[\d,]+)?"
)  # a cell that is a number and nothing else: 12, 1,200.00, 12/20
# Where counted words stand for no count: a list says its own total, a field and a heading speak of what is asked.
NO_COUNT = ("list-total", "pager-total", "measured")
WORDS_OF_A_FIELD = ("button", "label", "legend", "option", "textarea", "title", "h1", "script", "style")
MONEY = ("บาท", "งบ", "มูลค่า", "ใช้จ่าย", "สมทบ")


@dataclass(frozen=True)
class Number:
    """One number on a page: the words around it, as text, its link or the reason why it has none."""

    where: str
    text: str
    url: str = ""
    why: str = ""

    @property
    def leads(self) -> bool:
        """Whether somebody can see what it counts, or why it counts nothing. Of none there is nothing to see."""
        return bool(self.url or self.why or self.amount == 0)

    @property
    def amount(self) -> float | None:
        """The first number of the text."""
        found = re.search(r"[-−]?\d[\d,]*(?:\.\d+)?", self.text)
        return float(found[0].replace(",", "").replace("−", "-")) if found else None


def text_of(node) -> str:
    return " ".join(node.text_content().split())


def _class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _all(node, name: str, tag: str = "*") -> list:
    return node.xpath(f".//{tag}[{_class(name)}]")


def _way(node) -> tuple[str, str]:
    """The link that holds the number or stands in it; else the reason given on it or above it."""
    links = node.xpath("ancestor-or-self::a/@href | .//a/@href")
    links += node.xpath("ancestor::li[contains(@class, 'card-way')]//h3/a/@href")  # a card is one way as a whole
    why = node.xpath("(ancestor-or-self::*[@data-why])[last()]/@data-why")
    return (links[0] if links else ""), (why[0] if why else "")


def _number(where: str, node) -> Number:
    return Number(where, text_of(node), *_way(node))


def numbers_on(page: str) -> list[Number]:
    """Every number of the components that show figures."""
    tree = html.fromstring(page)
    found = []
    for figure in _all(tree, "figure-one"):
        label = text_of(figure.find("dt"))
        url, why = _way(figure)
        if DIGIT.search(text_of(_all(figure, "figure-value")[0])):
            found.append(Number(label, text_of(_all(figure, "figure-value")[0]), url, why))
        found += [
            _number(f"{label}, note", note) for note in _all(figure, "figure-note") if DIGIT.search(text_of(note))
        ]
    for meter in _all(tree, "meter"):
        found.append(
            Number(text_of(_all(meter, "meter-label")[0]), text_of(_all(meter, "meter-count")[0]), *_way(meter))
        )
    for fact in _all(tree, "fact"):
        label = text_of(fact.find("dt"))
        found += [_number(label, dd) for dd in fact.findall("dd") if COUNTED.search(text_of(dd))]
    for table in _all(tree, "table-list", "table"):
        found += _numbers_of_table(table)
    for chip in _all(tree, "status"):
        if COUNTED.search(text_of(chip)) and not chip.xpath(
            "ancestor::table | ancestor::li[contains(@class, 'card-way')]"
        ):
            found.append(_number(f"chip {_heading(chip)}", chip))
    for total in _all(tree, "total-line"):
        found.append(_number("total", total))
    for count in _all(tree, "count"):
        found.append(_number(f"count {_heading(count)}", count))
    for counter in tree.xpath(f".//dl[{_class('screen-counters')}]/div"):
        found.append(_number(text_of(counter.find("dt")), counter.find("dd")))
    return found + _numbers_in_words(tree)


def _numbers_in_words(tree) -> list[Number]:
    """Counts that stand in a sentence, a note or a drawing, outside the components above."""
    read = " | ".join(
        f"ancestor-or-self::*[{_class(name)}]"
        for name in (
            "figure-one",
            "meter",
            "fact",
            "table-list",
            "status",
            "total-line",
            "count",
            "screen-counters",
            *NO_COUNT,
        )
    )
    found = []
    for node in (tree.find(".//main") if tree.find(".//main") is not None else tree).iter(etree.Element):
        own = " ".join([node.text or "", *(child.tail or "" for child in node)])
        if COUNTED.search(own) and not node.xpath(read) and not _speaks_of_a_field(node):
            found.append(_number(f"words <{node.tag} {node.get('class', '')}>", node))
    return found


def _speaks_of_a_field(node) -> bool:
    return bool(node.xpath(" | ".join(f"ancestor-or-self::{tag}" for tag in WORDS_OF_A_FIELD)))


def _numbers_of_table(table) -> list[Number]:
    found = []
    name = text_of(table.find("caption"))
    for row in table.xpath("./tbody/tr | ./tfoot/tr"):
        cells = row.xpath("./td | ./th")
        head = text_of(cells[0]) if cells else ""
        for cell in cells:
            label = f"{name} | {head} | {cell.get('data-label', '')}"
            notes = _all(cell, "cell-note")
            said = [text_of(note) for note in notes]
            whole = text_of(cell)
            for words in said:
                whole = whole.replace(words, "", 1).strip()
            own = cell.xpath("./a/@href | ./*[not(contains(@class, 'cell-note'))]//a/@href")
            given = (
                [cell.get("data-why", "")] if own else cell.xpath("(ancestor-or-self::*[@data-why])[last()]/@data-why")
            )
            why = given[0] if given else ""
            if PLAIN.fullmatch(whole) or (
                COUNTED.search(whole) and not cell.get("class", "").strip().endswith("heads")
            ):
                found.append(Number(label, whole, own[0] if own else "", why))
            found += [
                _number(f"{label}, note", note)
                for note in notes
                if COUNTED.search(text_of(note))
                or (PLAIN.search(text_of(note)) and "align-end" in cell.get("class", ""))
            ]
    return found


def _heading(node) -> str:
    heads = node.xpath("(ancestor::section[1]//h2 | ancestor::section[1]//h3)[1]")
    return text_of(heads[0]) if heads else ""


def measured_on(page: str) -> str:
    """When and of what the numbers of the page are, as the page says it."""
    tree = html.fromstring(page)
    return " ".join(text_of(node) for node in _all(tree, "measured"))


def total_on(page: str, unit: str = "") -> float | None:
    """How many rows a list says it has, or the sum of something of theirs: "รวม 1,200.00 บาท". None where the page is no list."""
    tree = html.fromstring(page)
    asked = rf"รวม ([-−]?[\d,]+(?:\.\d+)?) {re.escape(unit)}" if unit else r"([\d,]+) รายการ"
    for name in ("pager-total", "list-total"):
        for node in _all(tree, name):
            if found := re.search(asked, text_of(node)):
                return float(found[1].replace(",", "").replace("−", "-"))
    return None


def unit_of(number: Number) -> str:
    """What a number is a sum of; nothing for one that counts the rows themselves."""
    if "ที่เข้าฝึกอบรม" in number.where and "ครัวเรือน" not in number.where + number.text:
        return "คน"
    if found := re.search(r"วัสดุที่ซื้อ.*\((\S+)\) \| (?:ซื้อ|ชุมชนสมทบ|แจกครัวเรือน)$", number.where):
        return found[1]
    if "ครั้ง" in number.text:
        return ""  # "2 ครั้ง 14,600.00 บาท": the rows are counted first
    is_money = re.search(r"\.\d\d\b", number.text) or any(
        word in number.where.rpartition("|")[2] + number.text for word in MONEY
    )
    return "บาท" if is_money and "ครัวเรือน" not in number.text else ""
