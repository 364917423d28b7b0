"""What each state of an import shows: the context of its page."""

from django.urls import reverse, reverse_lazy
from django.utils import timezone

from samma import thai
from samma.figures import measured
from samma.jobs.models import JobState
from samma.jobs.views import progress
from samma.resources.targets import targets
from samma.scope import row_number
from samma.sheets import actions, mapping, preview, store
from samma.sheets.checking import EXPIRED
from samma.sheets.forms import MendedForm
from samma.sheets.models import AT_WORK, RunState, SheetRun
from samma.sheets.register import Register, register_of

TONES = {
    RunState.MAPPING: "wait",
    RunState.CHECKED: "wait",
    RunState.STORED: "ok",
    RunState.UNDONE: "neutral",
    RunState.ABANDONED: "neutral",
}
STEPS = ("เลือกไฟล์", "จับคู่คอลัมน์", "ตรวจและแก้", "นำเข้าแล้ว")
AT_STEP = {RunState.MAPPING: 1, RunState.CHECKING: 2, RunState.CHECKED: 2, RunState.STORING: 2}
LEADS = {
    RunState.MAPPING: "บอกว่าคอลัมน์ในไฟล์คือข้อมูลใด ครั้งต่อไปไฟล์แบบเดียวกันไม่ต้องตอบอีก",
    RunState.CHECKED: "ดูว่าแต่ละแถวจะเป็นอย่างไร แล้วจึงยืนยัน ถ้ามีแถวผิดแม้แถวเดียว ระบบจะไม่เปลี่ยนข้อมูลใด",
}
WORKING = "ปิดหน้านี้ได้ งานจะทำต่อจนเสร็จ แล้วกลับมาที่หน้านี้เพื่อดูผล"
KEPT_MERGES = 200
MOST_OPEN = 5
LINKS = [{"label": "การนำเข้าที่ผ่านมา", "url": reverse_lazy("sheet-list"), "icon": "clock"}]


def steps(at: int) -> list[dict]:
    """The four steps, and where one is."""
    return [
        {"label": label, "state": "done" if n < at or at == 3 else "now" if n == at else "next"}
        for n, label in enumerate(STEPS)
    ]


def choosing(register: Register, form, user) -> dict:
    """The page before there is a file."""
    open_runs = SheetRun.objects.visible_to(user).filter(
        register=register.key, by=user, state__in=(RunState.MAPPING, *AT_WORK, RunState.CHECKED)
    )
    open_runs = list(open_runs.select_related("job")[:MOST_OPEN])
    for run in open_runs:
        actions.settle(run)  # a worker that died is missed here too
    return {
        "register": register,
        "form": form,
        "steps": steps(0),
        "template_url": reverse("sheet-template", args=[register.key]),
        "export_url": reverse("sheet-export", args=[register.key]),
        "list_url": reverse(register.list_url),
        "import_url": reverse("sheet-import", args=[register.key]),
        "open_runs": [
            {
                "title": run.file_name,
                "url": reverse("sheet-run", args=[run.pk]),
                "when": thai.thai_datetime(run.made_at),
                "status": status(run),
            }
            for run in open_runs
        ],
        "actions": LINKS,
        "crumbs": [(register.title, reverse(register.list_url)), ("นำเข้าจากไฟล์", None)],
    }


def status(run: SheetRun) -> dict:
    return {"word": run.get_state_display(), "tone": TONES.get(run.state, "wait")}


def counted(run: SheetRun) -> str:
    """What came of an import in words."""
    return preview.summary(run.counts) or f"{thai.number(run.rows)} แถว"


def of(run: SheetRun, request, **extra) -> dict:
    """The page of an import as it stands."""
    register = register_of(run.register)
    context = {
        "run": run,
        "register": register,
        "run_url": reverse("sheet-run", args=[run.pk]),
        "import_url": reverse("sheet-import", args=[register.key]),
        "list_url": reverse(register.list_url),
        "status": status(run),
        "steps": [] if run.state in (RunState.UNDONE, RunState.ABANDONED) else steps(AT_STEP.get(run.state, 3)),
        "actions": LINKS,
        "lead": WORKING if run.state in AT_WORK else LEADS.get(run.state, ""),
        "same_before": _same_before(run, request.user),
        "measured": measured(f"ไฟล์ {run.file_name}", "ปีและพื้นที่ตามแถวในไฟล์", at=run.made_at),
        "crumbs": [(register.title, reverse(register.list_url)), ("นำเข้าจากไฟล์", None)],
    }
    resource = register.resource(request.user)
    if run.state in AT_WORK:
        context |= _working(run, request.user, context["run_url"])
    elif run.state == RunState.MAPPING:
        context |= _asking(run, resource, errors=extra.get("errors", ()), answered=extra.get("mapping"))
    elif run.state == RunState.CHECKED:
        context |= _checked(run, resource, request.GET)
    else:
        context |= _done(run, extra.get("obstacles", []))
    return context


def _working(run: SheetRun, user, url: str) -> dict:
    """A store or an undoing that has begun goes to its end: it is one transaction, and can be undone afterwards."""
    may_cancel = run.job.by_id == user.pk and (run.state == RunState.CHECKING or run.job.state == JobState.WAITING)
    return progress(run.job, poll_url=url, may_cancel=may_cancel) | {"poll_target": "#run"}


def _same_before(run: SheetRun, user) -> str:
    """Whether the very same file was stored before."""
    if run.state not in (RunState.MAPPING, RunState.CHECKED):
        return ""
    same = SheetRun.objects.visible_to(user).filter(
        register=run.register, content_hash=run.content_hash, state=RunState.STORED
    )
    before = same.order_by("-stored_at").first()
    return f"ไฟล์นี้นำเข้าแล้วเมื่อ {thai.thai_datetime(before.stored_at)}" if before else ""


def _asking(run: SheetRun, resource, *, errors=(), answered: dict | None = None) -> dict:
    said = answered or mapping.begun(run)
    is_first = answered is None and not run.mapping
    columns = [_column(column, said["columns"], resource, is_first=is_first) for column in run.look["columns"]]
    n_unsure = sum(column["is_unsure"] for column in columns)
    constants = mapping.constants(said, resource)
    questions = run.look.get("questions", [])
    return {
        "errors": list(errors),
        "columns": columns,
        "has_unsure": bool(n_unsure),
        "is_folded": bool(questions) and not n_unsure and not errors,
        "constants": [
            {
                "field": f"constant-{one.name}",
                "label": one.label,
                "is_needed": one.is_needed,
                "value": one.value,
                "note": one.note,
                "choices": [{"value": v, "label": label, "selected": v == one.value} for v, label in one.choices],
            }
            for one in constants
        ],
        "questions": [_question(one, place, said) for place, one in enumerate(questions)],
        "skipped": [
            row
            | {
                "may_use": row["kind"] not in mapping.NEVER_DATA,
                "is_used": row["row"] not in said["skip"],
                "field": f"use-{row['row']}",
            }
            for row in run.look["skipped"]
        ],
        "sheets": [{"name": name, "is_now": name == said["sheet"]} for name in run.look["sheets"]],
        "n_rows": thai.number(run.look["rows"]),
    }


def _column(column: dict, chosen_of: dict[str, str], resource, *, is_first: bool) -> dict:
    chosen = chosen_of.get(str(column["index"]), "")
    is_unsure = is_first and not column["is_sure"]
    return column | {
        "field": f"column-{column['index']}",
        "is_unsure": is_unsure,
        "is_asked": is_unsure and not chosen,
        "is_left_out": not chosen and not is_unsure,
        "options": [
            {"value": target.name, "label": _needed_label(target, resource), "selected": target.name == chosen}
            for target in targets(resource)
        ],
    }


def _needed_label(target, resource) -> str:
    column = resource.fields.get(target.name)
    return f"{target.label} (ต้องมี)" if column is not None and column.needed else target.label


def _question(question: dict, place: int, said: dict) -> dict:
    answer = said.get("words", {}).get(question["column"], {}).get(question["text"], "")
    return question | {
        "field": f"word-{place}",
        "rows": thai.number(question["rows"]),
        "options": [{"value": v, "label": label, "selected": v == answer} for v, label in question["choices"]],
    }


def _checked(run: SheetRun, resource, query) -> dict:
    said = store.fetch_said(run, run.preview)
    if said is None:
        return {"gone": EXPIRED}
    page = row_number(query.get("page", "1"))
    return preview.page_of(run, said, resource, show=query.get("show", ""), page=page) | {
        "mended_form": MendedForm(),
        "refused_url": reverse("sheet-refused", args=[run.pk]),
    }


def _done(run: SheetRun, obstacles: list[str]) -> dict:
    now = timezone.now()
    may_undo = actions.may_undo(run, now)
    return {
        "obstacles": obstacles,
        "figures": [
            {"label": word, "value": thai.number(run.counts[kind]), "unit": "แถว"}
            for kind, (word, _tone) in preview.KINDS.items()
            if run.counts.get(kind)
        ],
        "facts": [
            ("ไฟล์", run.file_name),
            ("ผู้นำเข้า", str(run.stored_by or run.by)),
            ("เมื่อ", thai.thai_datetime(run.stored_at or run.made_at)),
        ]
        + ([("ยกเลิกโดย", f"{run.undone_by} {thai.thai_datetime(run.undone_at)}")] if run.undone_at else []),
        "may_undo": may_undo,
        "undo_until": thai.thai_date((run.stored_at + actions.UNDO_WITHIN).date()) if may_undo else "",
        "merges": _merges(run) if may_undo else [],
    }


def _merges(run: SheetRun) -> list[dict]:
    found, said_once = [], set(run.mapping["constants"].values())
    for merge in run.merges.select_related("split_by")[:KEPT_MERGES]:
        kept = run.unlock(merge.kept)
        found.append(
            {
                "pk": merge.pk,
                "number": merge.number,
                "cells": " · ".join(text for text in kept["cells"].values() if text and text not in said_once)[:160],
                "with": kept.get("with", ""),
                "split": f"แยกแล้ว {thai.thai_datetime(merge.split_at)}" if merge.split_at else "",
            }
        )
    return found
