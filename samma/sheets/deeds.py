"""What the buttons of an import's page mean: each reads the post, does it, and gives the sentence to be said, if any."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import timezone

from samma import thai
from samma.scope import row_number
from samma.sheets import actions, mapping, preview, refused, store, undoing
from samma.sheets.forms import MendedForm
from samma.sheets.models import RunState, SheetRun
from samma.sheets.register import register_of

CHANGED_MEANWHILE = "ข้อมูลในทะเบียนเปลี่ยนไปหลังการตรวจ ยังไม่ได้นำเข้า: ดูผลตรวจใหม่ด้านล่าง"


def _columns(run: SheetRun, request) -> str:
    chosen = mapping.read_answer(request.POST, run, register_of(run.register).resource(request.user))
    actions.choose_columns(run, chosen, by=request.user)
    return ""


def _sheet(run: SheetRun, request) -> str:
    actions.choose_sheet(run, request.POST.get("sheet", ""), by=request.user)
    return ""


def _remap(run: SheetRun, request) -> str:
    actions.ask_columns(run)
    return ""


def _mend(run: SheetRun, request) -> str:
    said = store.fetch_said(run, run.preview) or {"rows": []}
    typed, answers, left_out, taken_back = {}, {}, set(), set()
    for name in request.POST:
        text = request.POST[name]
        kind, _, place = name.partition("-")
        number = row_number(place.partition(":")[0])
        if not number:
            continue
        if kind == "cell":
            typed[place] = text
        elif kind == "answer":
            words = request.POST.get(f"words-{place}", "").strip()
            answers[place] = f"{text}:{words}" if text and words else text
        elif kind == "leave":
            left_out.add(number)
        elif kind == "retake":
            taken_back.add(number)
    if alike := request.POST.get("alike"):
        answers |= preview.answers_alike(said, alike)
    if "leave_all" in request.POST:
        left_out |= {row["number"] for row in said["rows"] if row["kind"] == "invalid"}
    corrections = _corrections(run, said, typed, same_too="same_too" in request.POST)
    actions.mend(
        run, corrections=corrections, answers=answers, left_out=left_out, taken_back=taken_back, by=request.user
    )
    return _checked_again(run)


def _corrections(run: SheetRun, said: dict, typed: dict[str, str], *, same_too: bool) -> dict[str, str]:
    """The cells that were changed; with `same_too` also the wrong ones of that column that say the same."""
    shown = {f"{row['number']}:{name}": (cell, name) for row in said["rows"] for name, cell in row["cells"].items()}
    changed, alike = {}, {}
    for place, text in typed.items():
        if place in shown:
            (before, _was, errors), name = shown[place]
            if text != run.corrections.get(place, before):
                changed[place] = text
                if errors:
                    alike[name, before] = text
    if same_too:
        for place, ((before, _was, errors), name) in shown.items():
            if errors and (name, before) in alike:
                changed.setdefault(place, alike[name, before])
    return changed


def _checked_again(run: SheetRun) -> str:
    if run.state != RunState.CHECKED:
        return ""
    rest = preview.todo(run.counts)
    return f"ตรวจใหม่แล้ว ยังมีที่{rest}" if rest else "ตรวจใหม่แล้ว ทุกแถวผ่าน"


def _mended(run: SheetRun, request) -> str:
    form = MendedForm(request.POST, request.FILES)
    if not form.is_valid():
        raise ValidationError([sentence for sentences in form.errors.values() for sentence in sentences])
    upload = form.cleaned_data["file"]
    resource = register_of(run.register).resource(request.user)
    corrections = refused.read_mended(upload.read(), upload.name, run, resource)
    if not corrections:
        raise ValidationError("ไฟล์ที่ส่งมาไม่มีช่องใดต่างจากเดิม: แก้ในไฟล์ บันทึก แล้วส่งอีกครั้ง")
    actions.mend(run, corrections=corrections, answers={}, left_out=set(), taken_back=set(), by=request.user)
    return f"รับการแก้ {thai.number(len(corrections))} ช่อง {_checked_again(run)}"


def _confirm(run: SheetRun, request) -> str:
    actions.confirm(run, by=request.user)
    run.refresh_from_db()
    if run.state == RunState.CHECKED:
        raise ValidationError(CHANGED_MEANWHILE)
    return (
        ""
        if run.state == RunState.STORING
        else f"นำเข้า{register_of(run.register).title}แล้ว: {preview.summary(run.counts)}"
    )


def _stop(run: SheetRun, request) -> str:
    actions.stop_work(run)
    return ""


def _abandon(run: SheetRun, request) -> str:
    actions.abandon(run)
    return "เลิกการนำเข้านี้แล้ว ไม่มีข้อมูลใดเปลี่ยน"


def _undo(run: SheetRun, request) -> str:
    actions.undo(run, by=request.user, now=timezone.now())
    run.refresh_from_db()
    return "ยกเลิกการนำเข้าแล้ว ข้อมูลกลับเป็นอย่างเดิม" if run.state == RunState.UNDONE else ""


def _split(run: SheetRun, request) -> str:
    merge = run.merges.filter(pk=row_number(request.POST.get("merge", ""))).first()
    if merge is None:
        raise ValidationError("ไม่พบแถวที่จะแยก")
    undoing.split(merge, register_of(run.register).resource(request.user), by=request.user)
    return f"แยกแถวที่ {merge.number} เป็นรายการใหม่แล้ว ข้อมูลเดิมกลับเป็นอย่างเดิม"


DEEDS: dict[str, Callable[[SheetRun, object], str]] = {
    "columns": _columns,
    "sheet": _sheet,
    "remap": _remap,
    "mend": _mend,
    "mended": _mended,
    "confirm": _confirm,
    "stop": _stop,
    "abandon": _abandon,
    "undo": _undo,
    "split": _split,
}


def do(word: str, run: SheetRun, request) -> str:
    """Do what a button says."""
    if any("\0" in text for name in request.POST for text in (name, *request.POST.getlist(name))):
        raise ValidationError("มีอักขระที่ใช้ไม่ได้ในข้อความ โปรดพิมพ์ใหม่")
    if word not in DEEDS:
        raise ValidationError("ไม่รู้จักคำสั่งนี้ โปรดโหลดหน้าใหม่")
    return DEEDS[word](run, request)
