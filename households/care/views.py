"""The pages of the 1-to-4 board: look, propose evenly, move and swap by hand, and the board of a past day."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import actions
from households.care.board import board_of, board_on
from households.care.forms import SwapForm
from households.care.proposing import proposal_for
from households.forms import MoveForm
from households.village_tabs import tabs_of
from samma import thai
from samma.figures import measured_of
from samma.forms import DayForm
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer
from trainers.models import Trainer
from villages.models import TargetVillage
from villages.places import crumbs_for

TARGETS = TargetVillage.objects.select_related("village", "year", "team")


@require_http_methods(["GET", "POST"])
def assignment_board(request, target_pk):
    """The board; `?proposal=1` shows an even proposal on it, and a POST writes what was shown, all or nothing."""
    target = get_visible_or_404(TARGETS.all(), request.user, pk=target_pk)
    if request.method == "POST":
        require_writer(request.user)
        return _write_proposal(request, target)
    proposed = proposal_for(target) if "proposal" in request.GET and request.user.may_write else []
    return _page(request, target, proposed=proposed)


def _write_proposal(request, target):
    pairs = _pairs(request.POST.getlist("pair"), target)
    try:
        written = actions.assign_all(pairs, by=request.user, today=localdate())
    except ValidationError as error:
        messages.error(request, f"ยังไม่ได้จัดครัวเรือนใด เพราะ{' '.join(error.messages)} กระดานด้านล่างเป็นข้อมูลล่าสุด")
    else:
        messages.success(request, f"จัดวิทยากรให้ {len(written)} ครัวเรือนของ {target.village} แล้ว")
    return redirect("assignment-board", target_pk=target.pk)


def _pairs(posted, target):
    """The pairs that were shown, read back inside this village; others are left out."""
    enrolments = {str(e.pk): e for e in target.enrolments.active().select_related("household")}
    trainers = {str(t.pk): t for t in Trainer.objects.serving().filter(team__target_village=target)}
    pairs = [text.split(":") for text in posted if text.count(":") == 1]
    return [(enrolments[e], trainers[t]) for e, t in pairs if e in enrolments and t in trainers]


@require_POST
def assignment_move(request, target_pk):
    """Move one card. A refusal comes back on the card itself, with what was chosen."""
    target = get_editable_or_404(TARGETS.all(), request.user, pk=target_pk)
    form = MoveForm(request.POST, user=request.user, target=target, today=localdate())
    said = ""
    if moved := form.store():
        cared = f"{moved.trainer.sage} ดูแล {moved.enrolment}"
        said = f"บันทึกแล้ว: {cared if moved.ended is None else f'{moved.enrolment} รอจัดวิทยากร'}"
    return _answer(request, target, form, said, "ไม่พบครัวเรือนนี้ในทะเบียน หรือวิทยากรนี้ในทีม")


@require_POST
def assignment_swap(request, target_pk):
    """Two cards change places in one step, or stay where they are with the reason on the card."""
    target = get_editable_or_404(TARGETS.all(), request.user, pk=target_pk)
    form = SwapForm(request.POST, user=request.user, target=target, today=localdate())
    said = ""
    if swapped := form.store():
        said = "สลับแล้ว: " + " และ ".join(f"{a.trainer.sage} ดูแล {a.enrolment}" for a in swapped)
    return _answer(request, target, form, said, "ไม่พบครัวเรือนนี้ในทะเบียน")


def _answer(request, target, form, said: str, not_found: str):
    """The board after a move: with what was done, or with the refusal on its card."""
    if said and request.htmx:
        return _page(request, target, said=said)
    if said:
        messages.success(request, said)
        return redirect("assignment-board", target_pk=target.pk)
    if "enrolment" not in form.cleaned_data:
        return _page(request, target, said=f"{not_found} กระดานด้านล่างเป็นข้อมูลล่าสุด")
    return _page(request, target, refused=form)


@require_safe
def board_history(request, target_pk):
    """Who looked after whom on a day: `?on=12/3/2561` shows the board as it was."""
    target = get_visible_or_404(TARGETS.all(), request.user, pk=target_pk)
    form, day = DayForm.asked(request, today=localdate(), default=localdate())
    board = board_on(target, day) if day else None
    context = {
        "target": target,
        "form": form,
        "day": thai.thai_date(day) if day else "",
        "measured": measured_of(target, at=f"ข้อมูล ณ วันที่ {thai.thai_date(day)}") if day else "",
        "board": board,
        "households": board is not None and not board.is_empty,
        "proposed": (),
        "may_write": False,
        "tabs": tabs_of(target, "assignment-board", request.user),
        "crumbs": [
            *crumbs_for(target.village_code, request.user, target_pk=target.pk),
            ("กระดาน 1 ต่อ 4", reverse("assignment-board", args=[target.pk])),
            ("ย้อนดูวันที่ผ่านมา", None),
        ],
    }
    return render(request, "households/care/history.html", context)


def _page(request, target, *, proposed=(), refused=None, said=""):
    board = board_of(target, proposed=proposed, refused=refused)
    context = {
        "target": target,
        "board": board,
        "proposed": proposed,
        "pairs": [f"{one.enrolment.pk}:{one.trainer.pk}" for one in proposed],
        "said": said,
        "missing_words": f"ยังขาดวิทยากร {board.missing} คน เลือกให้ครบ 5 คนก่อน แล้วครัวเรือนจะได้รับการดูแลเท่ากัน",
        "may_write": request.user.may_write,
        "may_propose": request.user.may_write and not proposed and bool(board.waiting) and bool(board.trainers),
        "households": target.enrolments.active().count(),
    }
    if request.htmx:
        return render(request, "households/care/_board.html", context)
    context |= {
        "measured": measured_of(target),
        "lead": f"วิทยากร 1 คนดูแลไม่เกิน {board.ceiling} ครัวเรือน",
        "history": [
            {"label": "ย้อนดูวันที่ผ่านมา", "url": reverse("board-history", args=[target.pk]), "icon": "clock"},
        ],
        "tabs": tabs_of(target, "assignment-board", request.user),
        "crumbs": crumbs_for(target.village_code, request.user, page="กระดาน 1 ต่อ 4", target_pk=target.pk),
    }
    return render(request, "households/care/board.html", context)
