"""The phone page for a browser that cannot keep it: the same households and the same visit, as long as there is a signal."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from households.due import due_on, standing, with_promise, with_visits
from households.models import Enrolment
from households.visits.forms import VisitForm
from households.visits.help import with_help
from samma import thai

ENROLMENTS = Enrolment.objects.select_related(
    "household", "target_village__year", "target_village__village", "occupation"
)


# Why somebody is here and not on the page that works without a signal; the phone says which by ?why=.
REASONS = {
    "http": "หน้านี้ใช้ได้เฉพาะเมื่อมีสัญญาณ เพราะที่อยู่ของระบบไม่ได้ขึ้นต้นด้วย https โทรศัพท์จึงไม่ยอมให้เก็บข้อมูลไว้ในเครื่อง โปรดแจ้งเจ้าหน้าที่",
    "browser": "หน้านี้ใช้ได้เฉพาะเมื่อมีสัญญาณ เพราะเบราว์เซอร์ของเครื่องนี้เก็บข้อมูลไว้ในเครื่องไม่ได้ ลองปรับรุ่นเบราว์เซอร์ให้ใหม่ขึ้น",
    "private": "หน้านี้ใช้ได้เฉพาะเมื่อมีสัญญาณ เพราะเปิดแบบไม่ระบุตัวตน ลองเปิดในหน้าต่างปกติ",
    "script": "หน้านี้ใช้ได้เฉพาะเมื่อมีสัญญาณ เพราะเบราว์เซอร์ปิดสคริปต์ไว้",
}


@require_safe
def field_online(request):
    """ครัวเรือนที่ฉันดูแล; a lead also sees his team's list, names and dates alone."""
    user = request.user
    if not user.is_trainer:
        return redirect("home")
    today = localdate()
    own = with_promise(with_help(with_visits(ENROLMENTS.visible_to(user).active())))
    mine = [_card(e, today) | _said(e) for e in own]
    held = {card["pk"] for card in mine}
    team = [_card(e, today) for e in with_visits(ENROLMENTS.led_by(user)) if e.pk not in held]
    context = {
        "field_title": "ครัวเรือนที่ฉันดูแล",
        "mine": _most_urgent_first(mine),
        "team": _most_urgent_first(team),
        "today": thai.thai_date(today),
        "reason": REASONS.get(request.GET.get("why")),
    }
    return render(request, "field/home.html", context)


def _card(enrolment, today):
    tone, when = standing(enrolment, today)
    due = due_on(enrolment)
    return {
        "pk": enrolment.pk,
        "name": enrolment.person,
        "place": f"บ้านเลขที่ {enrolment.household.house_no}",
        "trade": str(enrolment.occupation or ""),
        "tone": tone,
        "when": when,
        "due": due.isoformat() if due else "",
        "url": reverse("field-visit", args=[enrolment.pk]),
    }


def _said(enrolment):
    """What was agreed and asked at his own household, and what the office answered."""
    asked = f"ขอให้ช่วย: {enrolment.asked} (รอคำตอบ)" if enrolment.asked and not enrolment.answer else ""
    return {
        "promise": f"ตกลงกันไว้: {enrolment.promise}" if enrolment.promise else "",
        "asked": asked,
        "answer": f"เจ้าหน้าที่ตอบ: {enrolment.answer}" if enrolment.answer else "",
    }


def _most_urgent_first(cards):
    return sorted(cards, key=lambda card: (("late", "due", "").index(card["tone"]), card["due"], card["pk"]))


@require_http_methods(["GET", "POST"])
def field_visit(request, pk):
    """One visit of a household of his, or, for a lead, of a teammate without a phone."""
    user = request.user
    enrolment = _loggable(user, pk)
    present = enrolment.assignments.serving().select_related("trainer__sage").first()
    initial = {"visited_by": present.trainer.sage if present else None}
    form = VisitForm(
        request.POST or None, request.FILES or None, user=user, enrolment=enrolment, today=localdate(), initial=initial
    )
    if request.method == "POST" and (visit := form.store()):
        messages.success(request, f"บันทึกการเยี่ยม {enrolment.person} วันที่ {thai.thai_date(visit.on)} แล้ว")
        return redirect("field-online")
    context = {
        "form": form,
        "enrolment": enrolment,
        "field_title": enrolment.person,
        "back_url": reverse("field-online"),
        "is_teammates": present is not None and present.trainer.sage.user_id != user.pk,
    }
    return render(request, "field/visit.html", context)


def _loggable(user, pk):
    if not user.is_trainer:
        raise Http404
    for queryset in (ENROLMENTS.visible_to(user), ENROLMENTS.led_by(user)):
        found = queryset.filter(pk=pk).first()
        if found is not None:
            return found
    raise Http404
