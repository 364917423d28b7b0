"""The first row of a sheet: which of our columns it names, and what is wrong with the file as a whole."""

from collections import Counter

import tablib

from samma import thai
from samma.resources.cell import as_text
from samma.resources.columns import Column
from samma.resources.limits import MOST_ROWS

ROW_HEAD = "__row__"  # the row's number in the file, where the reader knows it


def under_our_heads(dataset: tablib.Dataset, fields: dict[str, Column]) -> tuple[tablib.Dataset, list[str], list[str]]:
    """The data set under our own heads, the heads nobody knows, and what is wrong with the file as a whole."""
    known = {}
    for name, column in fields.items():
        known |= {thai.search_fold(name): column, thai.search_fold(column.column_name): column}
    heads, ignored, refusals = [], [], []
    for head in dataset.headers or []:
        column = known.get(thai.search_fold(as_text(head)).rstrip("*"))
        if column is None and head != ROW_HEAD and as_text(head).strip():
            ignored.append(as_text(head))
        heads.append(column.column_name if column else (head if head == ROW_HEAD else f"?{len(heads)}"))
    twice = [head for head, n in Counter(heads).items() if n > 1]
    missing = [c.column_name for c in fields.values() if (c.key or c.needed) and c.column_name not in heads]
    if twice:
        refusals.append(f"มีคอลัมน์ซ้ำ: {', '.join(twice)}")
    if missing:
        refusals.append(f"ไม่พบคอลัมน์: {', '.join(missing)} (หัวคอลัมน์ต้องตรงกับแบบฟอร์ม)")
    if len(dataset) > MOST_ROWS:
        refusals.append(f"ไฟล์มี {thai.number(len(dataset))} แถว รับได้ครั้งละไม่เกิน {thai.number(MOST_ROWS)} แถว")
    if not refusals and not len(dataset):
        refusals.append("ไฟล์ไม่มีข้อมูลใต้หัวคอลัมน์")
    renamed = tablib.Dataset(*dataset, headers=heads)
    return renamed, ignored, refusals
