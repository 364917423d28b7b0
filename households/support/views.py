"""Pages of the support of a team: listed on the team's page and the village's, shown, and written down."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from households.models import SupportVisit
from households.support.forms import SupportForm
from samma import thai
from samma.scope import get_editable_or_404, get_visible_or_404
from trainers.models import Team
from villages.models import TargetVillage
from villages.places import crumbs_for

TARGETS = TargetVillage.objects.select_related("village", "year", "team")
SUPPORT = SupportVisit.objects.select_related("team__target_village__village", "team__target_village__year", "keyed_by")


@require_safe
def support_list(request, target_pk):
    """Everything that was brought to the team of a village, newest first."""
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    team = getattr(target, "team", None)
    came = SUPPORT.filter(team=team).prefetch_related("trainers__sage", "photos") if team else []
    context = {
        "target": target,
        "has_team": team is not None,
        "total_label": f"{len(came)} รายการ" if came else "",
        "events": [event(support) for support in came],
        "new_url": reverse("support-new", args=[target.pk]) if team and request.user.may_write else None,
        "team_url": reverse("team-detail", args=[team.pk]) if team else None,
        "crumbs": crumbs_for(target.village_code, request.user, page="การสนับสนุนทีม", target_pk=target.pk),
    }
    return render(request, "households/support/list.html", context)


def event(support: SupportVisit) -> dict:
    """A coming on a timeline; trainers and photos are at hand."""
    whom = ", ".join(trainer.sage.full_name for trainer in support.trainers.all()) or "ทั้งทีม"
    value = f"มูลค่า {thai.money(support.value).removesuffix('.00')} บาท" if support.value is not None else ""
    photos = f"ภาพ {len(support.photos.all())} ภาพ" if support.photos.all() else ""
    return {
        "when": thai.thai_date_short(support.on),
        "title": f"{support.get_kind_display()} · {whom}",
        "text": "\n".join(filter(None, [support.what, value, photos])),
        "by": " ".join(filter(None, [support.who, support.agency])),
        "url": reverse("support-detail", args=[support.pk]),
    }


def latest_of(team: Team | None, most: int) -> list[dict]:
    """The last comings, for the pages of the team and the village."""
    if team is None:
        return []
    return [event(one) for one in SUPPORT.filter(team=team).prefetch_related("trainers__sage", "photos")[:most]]


@require_http_methods(["GET", "POST"])
def support_new(request, target_pk):
    target = get_editable_or_404(TARGETS, request.user, pk=target_pk)
    team = getattr(target, "team", None)
    if team is None:
        messages.info(request, "ตั้งทีมวิทยากรก่อน แล้วจึงบันทึกการสนับสนุน")
        return redirect("team-new", target.pk)
    return _form(request, SupportVisit(team=team, on=localdate()), "บันทึกการสนับสนุน")


@require_http_methods(["GET", "POST"])
def support_edit(request, pk):
    return _form(request, get_editable_or_404(SUPPORT, request.user, pk=pk), "แก้ไขการสนับสนุน")


def _form(request, support, heading):
    target = support.team.target_village
    form = SupportForm(
        request.POST or None, request.FILES or None, instance=support, user=request.user, today=localdate()
    )
    list_url = reverse("support-list", args=[target.pk])
    if request.method == "POST" and (stored := form.store()):
        messages.success(request, f"บันทึกการสนับสนุนของ {stored.who} วันที่ {thai.thai_date(stored.on)} แล้ว")
        return redirect(list_url)
    crumbs = crumbs_for(support.village_code or target.village_code, request.user, target_pk=target.pk)
    context = {
        "form": form,
        "target": target,
        "heading": heading,
        "cancel_url": list_url,
        "crumbs": [*crumbs, ("การสนับสนุนทีม", list_url), (heading, None)],
    }
    return render(request, "households/support/form.html", context)


@require_safe
def support_detail(request, pk):
    support = get_visible_or_404(SUPPORT.prefetch_related("trainers__sage"), request.user, pk=pk)
    target = support.team.target_village
    list_url = reverse("support-list", args=[target.pk])
    edit = {"label": "แก้ไข", "url": reverse("support-edit", args=[pk]), "icon": "pencil"}
    context = {
        "support": support,
        "lead": str(target),
        "facts": [
            ("วันที่", thai.thai_date(support.on)),
            ("เรื่อง", support.get_kind_display()),
            ("ผู้มา", support.who),
            ("หน่วยงาน", support.agency or "–"),
            ("วิทยากรที่ได้รับ", ", ".join(t.sage.full_name for t in support.trainers.all()) or "ทั้งทีม"),
            ("ทำอะไร ให้อะไร", support.what),
            ("มูลค่า", f"{thai.money(support.value)} บาท" if support.value is not None else "–"),
            ("บันทึกโดย", str(support.keyed_by)),
        ],
        "photos": [
            {"url": url, "thumb_url": url, "alt": str(photo), "caption": photo.caption}
            for photo in support.photos.all()
            for url in [reverse("photo", args=[photo.pk])]
        ],
        "actions": [edit] if request.user.may_write else [],
        "crumbs": [
            *crumbs_for(support.village_code, request.user, target_pk=target.pk),
            ("การสนับสนุนทีม", list_url),
            (thai.thai_date_short(support.on), None),
        ],
    }
    return render(request, "households/support/detail.html", context)
