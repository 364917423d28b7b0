"""The phones of one trainer, for the officer: a QR for a new one, which are in use, and the end of one or all."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from samma import thai
from samma.accounts.actions import end_phone_sessions, invite
from samma.accounts.invitations import invite_card
from samma.accounts.phones import MOST_MISSES, end_place, places_of
from samma.scope import get_editable_or_404, row_number
from trainers import actions
from trainers.models import Sage
from villages.places import crumbs_for


@require_http_methods(["GET", "POST"])
def sage_phone(request, pk):
    """The QR is made by a press, shown once, and never kept in a page that can be reloaded."""
    sage = get_editable_or_404(Sage.objects.select_related("village", "user"), request.user, pk=pk)
    is_serving = sage.seats.serving().exists()
    if not is_serving and sage.user is None:
        raise Http404
    if request.method == "POST" and {"end", "end_phone"} & set(request.POST):
        _end(request, sage)
        return redirect("sage-phone", pk=pk)
    context = {"sage": sage, "is_serving": is_serving, "crumbs": _crumbs(sage, request.user)}
    if request.method == "POST" and is_serving:
        user = actions.open_account(sage, by=request.user)
        context |= invite_card(request, user, invite(user, by=request.user, now=now()))
    context["phones"] = [_phone(place) for place in places_of(sage.user)] if sage.user else []
    return render(request, "trainers/phone.html", context)


def _end(request, sage) -> None:
    if sage.user is None:
        return
    if "end" in request.POST:
        end_phone_sessions(sage.user, by=request.user, now=now())
        messages.success(request, f"ยกเลิกการเข้าใช้ของ {sage} ในทุกเครื่องแล้ว")
        return
    place = places_of(sage.user).filter(pk=row_number(request.POST["end_phone"])).first()
    if place is None:
        raise Http404
    end_place(place, by=request.user, now=now())
    messages.success(request, f"ยกเลิก {place.phone} ของ {sage} แล้ว หากใช้เครื่องนี้ต่อ ให้ออก QR ใหม่")


def _phone(place) -> dict:
    """One line of the list, as it is shown."""
    return {
        "pk": place.pk,
        "label": str(place.phone),
        "seen": f"ใช้ล่าสุด {thai.thai_datetime(place.seen_at)}",
        "since": f"เริ่มใช้ {thai.thai_date_short(place.enrolled_at)}",
        "status": _status(place),
    }


def _status(place) -> dict:
    if place.misses >= MOST_MISSES:
        return {"word": "ถูกล็อก ต้องใช้ QR ใหม่", "tone": "stop"}
    if not place.pin:
        return {"word": "ยังไม่ได้ตั้งรหัส 6 หลัก", "tone": "wait"}
    return {"word": "ใช้งานได้", "tone": "ok"}


def _crumbs(sage, user) -> list[tuple]:
    page = (sage.full_name, reverse("sage-detail", args=[sage.pk]))
    return [*crumbs_for(sage.village_code, user), page, ("โทรศัพท์ที่ใช้", None)]
