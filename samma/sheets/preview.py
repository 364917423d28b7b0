"""What the page shows of a checked import: counts, tabs, and each row cell by cell, with a field where something is to do."""

from urllib.parse import urlencode

from samma import thai
from samma.resources import ScopedResource
from samma.resources.doubts import NEW, SAME, YES
from samma.sheets.mapping import constants
from samma.sheets.models import SheetRun

ON_A_PAGE = 50
KINDS = {
    "invalid": ("ต้องแก้", "stop"),
    "doubtful": ("ต้องตอบ", "warn"),
    "update": ("แก้ไข", "wait"),
    "new": ("เพิ่มใหม่", "ok"),
    "skip": ("เหมือนเดิม", "neutral"),
}
TO_DO = ("invalid", "doubtful")
ALIKE = {SAME.rstrip(":"): "ใช้ของเดิมทุกแถวที่ถามแบบนี้", NEW: "เพิ่มใหม่ทุกแถวที่ถามแบบนี้", YES: "ยืนยันทุกแถวที่ถามแบบนี้"}


def page_of(run: SheetRun, said: dict, resource: ScopedResource, *, show: str, page: int) -> dict:
    """The context of sheets/_preview.html."""
    tabs = _tabs(run, show)
    kind = next((tab["kind"] for tab in tabs if tab["current"]), "")
    rows = [row for row in said["rows"] if row["kind"] == kind]
    last = max(1, -(-len(rows) // ON_A_PAGE))
    page = min(max(page, 1), last)
    shown = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    names = _shown_columns(resource, shown, run.mapping)
    changes = run.counts.get("new", 0) + run.counts.get("update", 0)
    return {
        "kind": kind,
        "tabs": tabs,
        "refusals": said["refusals"],
        "ignored": said["ignored"],
        "is_good": said["is_good"],
        "todo_title": todo(run.counts),
        "has_faults": bool(run.counts.get("invalid")),
        "has_changes": bool(changes),
        "confirm_label": f"ยืนยันนำเข้า {thai.number(changes)} แถว",
        "span": len(names) + 2,
        "heads": [resource.fields[name].column_name for name in names],
        "rows": [_row(row, names, run, resource) for row in shown],
        "may_answer": kind in TO_DO or any(row["doubts"] for row in shown),
        "shown_label": _shown_label(len(shown), run.counts.get(kind, 0), KINDS.get(kind, ("",))[0]),
        "alike": _alike(rows),
        "page": {
            "previous_url": _link(kind, page - 1) if page > 1 else None,
            "next_url": _link(kind, page + 1) if page < last else None,
        },
        "page_number": page,
        "left_out": [{"number": number} for number in run.left_out],
        "constants": [
            (one.label, next((label for value, label in one.choices if value == one.value), one.value))
            for one in constants(run.mapping, resource)
            if one.value
        ],
        "mended": len(run.corrections),
    }


def todo(counts: dict[str, int]) -> str:
    """What is left to do before it can be stored; empty when nothing is."""
    return " และ".join(f"{KINDS[kind][0]} {thai.number(counts[kind])} แถว" for kind in TO_DO if counts.get(kind))


def summary(counts: dict[str, int]) -> str:
    """ "เพิ่มใหม่ 12 แถว แก้ไข 3 แถว"."""
    return " ".join(f"{KINDS[kind][0]} {thai.number(counts[kind])} แถว" for kind in KINDS if counts.get(kind))


def _tabs(run: SheetRun, show: str) -> list[dict]:
    there = [kind for kind in KINDS if run.counts.get(kind)]
    current = show if show in there else next(iter(there), "")
    return [
        {
            "kind": kind,
            "label": KINDS[kind][0],
            "count": thai.number(run.counts[kind]),
            "url": _link(kind, 1),
            "current": kind == current,
        }
        for kind in there
    ]


def _link(kind: str, page: int) -> str:
    return "?" + urlencode({"show": kind} | ({"page": page} if page > 1 else {}))


def _shown_label(shown: int, counted: int, word: str) -> str:
    if shown == counted:
        return f"{word} {thai.number(counted)} แถว"
    return f"{word}: แสดง {thai.number(shown)} จาก {thai.number(counted)} แถว"


def _shown_columns(resource: ScopedResource, rows: list[dict], mapping: dict) -> list[str]:
    """The columns that say something: those that name the row, then wrong ones, asked ones, changed ones, and the rest
    of what the file gives. What is said once for all rows stands above them."""
    given = set(mapping["columns"].values())
    said_once = {name for name, value in mapping["constants"].items() if value}

    def weight(name: str) -> int:
        column, cells = resource.fields[name], [row["cells"][name] for row in rows if name in row["cells"]]
        weights = [
            (column.key or column.needed) and name not in said_once,
            any(errors for _text, _was, errors in cells),
            any(doubt["column"] == name for row in rows for doubt in row["doubts"]),
            any(was is not None for _text, was, _errors in cells),
            name in given and any(text for text, _was, _errors in cells),
        ]
        return next((place for place, holds in enumerate(weights) if holds), len(weights))

    weights = {name: weight(name) for name, column in resource.fields.items() if not column.readonly}
    return sorted((name for name in weights if weights[name] < 5), key=weights.get)


def _row(row: dict, names: list[str], run: SheetRun, resource: ScopedResource) -> dict:
    number, is_refused = row["number"], row["kind"] == "invalid"
    has_wrong_cell = any(errors for _text, _was, errors in row["cells"].values())
    cells = []
    for name in names:
        text, was, errors = row["cells"].get(name, ("", None, []))
        column = resource.fields[name]
        is_ours = column.key or column.needed
        place = f"{number}:{name}"
        cells.append(
            {
                "label": column.column_name,
                "text": run.corrections.get(place, text) if errors else text,
                "was": was,
                "has_was": was is not None,
                "errors": errors,
                "field": f"cell-{place}" if errors or (is_refused and not has_wrong_cell and is_ours) else "",
                "id": f"cell-{number}-{name}",
                "is_plain": not (is_ours or errors or was is not None),
                "is_mended": place in run.corrections,
            }
        )
    return {
        "number": number,
        "status": dict(zip(("word", "tone"), KINDS.get(row["kind"], ("", "neutral")), strict=True)),
        "sentences": row["sentences"],
        "cells": cells,
        "doubts": [_doubt(doubt, number, run, resource) for doubt in row["doubts"]],
        "may_leave_out": row["kind"] in ("invalid", "doubtful"),
    }


def _doubt(doubt: dict, number: int, run: SheetRun, resource: ScopedResource) -> dict:
    said = run.answers.get(f"{number}:{doubt['code']}", "")
    chosen, words = said, ""
    if doubt["asks"]:
        chosen, _, words = said.partition(":")
    name = f"{number}:{doubt['code']}"
    column = resource.fields.get(doubt["column"])
    return {
        "name": f"answer-{name}",
        "id": f"answer-{number}-{doubt['code'].rstrip('?')}",
        "sentence": doubt["sentence"],
        "column": column.column_name if column else "",
        "choices": [{"value": key, "label": label, "checked": key == chosen} for key, label in doubt["choices"]],
        "is_one": len(doubt["choices"]) == 1,
        "only": doubt["choices"][0][0] if len(doubt["choices"]) == 1 and doubt["asks"] else "",
        "asks": doubt["asks"],
        "words_name": f"words-{name}",
        "words": words,
        "is_open": doubt["is_open"],
    }


def _alike(rows: list[dict]) -> list[dict]:
    """Buttons that answer every open doubt of a kind at once, where there are several."""
    asked: dict[tuple[str, str], int] = {}
    about: dict[str, str] = {}
    for row in rows:
        for doubt in row["doubts"]:
            if doubt["is_open"] and not doubt["asks"]:
                about.setdefault(doubt["code"], doubt["column"])
                for kind in {key.partition(":")[0] for key, _label in doubt["choices"]}:
                    asked[doubt["code"], kind] = asked.get((doubt["code"], kind), 0) + 1
    return [
        {"value": f"{code}:{kind}", "label": f"{ALIKE[kind]} ({thai.number(n)} แถว)"}
        for (code, kind), n in sorted(asked.items())
        if n > 1 and kind in ALIKE
    ]


def answers_alike(said: dict, value: str) -> dict[str, str]:
    """The answers that a button of `_alike` means: to each open doubt of a kind its first choice of that sort."""
    code, _, kind = value.rpartition(":")
    found = {}
    for row in said["rows"]:
        for doubt in row["doubts"]:
            if doubt["code"] == code and doubt["is_open"] and not doubt["asks"]:
                key = next((key for key, _label in doubt["choices"] if key.partition(":")[0] == kind), None)
                if key:
                    found[f"{row['number']}:{code}"] = key
    return found
