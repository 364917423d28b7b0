"""Pages of the teams of five: who sits where, who is missing, and the letter that appointed them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from samma import thai
from samma.figures import measured_of
from samma.forms import DayForm
from samma.scope import get_editable_or_404, get_visible_or_404
from trainers.comparing import COLUMNS, comparison
from trainers.forms import SeatGrid, TeamForm, TrainerCourseForm
from trainers.models import SEAT_NAMES, Team, Trainer
from trainers.rules import missing
from trainers.vacancies import history, seated_on, seats_of
from villages.models import TargetVillage
from villages.paper_ways import paper_way
from villages.places import crumbs_for

EVENTS_SHOWN = 6


@require_http_methods(["GET", "POST"])
def team_new(request, target_pk):
    """The seats of a village that may have no team yet: it is opened with the first person seated."""
    target = get_editable_or_404(TargetVillage.objects.select_related("village", "year"), request.user, pk=target_pk)
    return _seats(request, Team.objects.filter(target_village=target).first() or Team(target_village=target))


@require_http_methods(["GET", "POST"])
def team_seats(request, pk):
    teams = Team.objects.select_related("target_village__village", "target_village__year")
    return _seats(request, get_editable_or_404(teams, request.user, pk=pk))


def _seats(request, team):
    """The five seats on one screen."""
    target = team.target_village
    grid = SeatGrid(request.POST or None, user=request.user, team=team, today=localdate())
    if request.method == "POST" and (seated := grid.store()) is not None:
        names = ", ".join(str(trainer.sage) for trainer in seated)
        messages.success(request, f"บันทึกทีมวิทยากร{target.village} แล้ว" + (f": {names}" if names else ""))
        opened = Team.objects.filter(target_village=target).first()
        return redirect("team-detail", pk=opened.pk) if opened else redirect("target-detail", pk=target.pk)
    context = {
        "formset": grid,
        "target": target,
        "row_labels": list(SEAT_NAMES.values()),
        "columns": [
            {"label": "ชื่อ-สกุล", "width": "xl", "help": "เลือกจากฐานข้อมูลปราชญ์ หรือพิมพ์ชื่อใหม่"},
            {"label": "อาชีพที่เชี่ยวชาญ", "width": "lg"},
            {"label": "โทรศัพท์", "width": "md"},
            {"label": "เริ่มเมื่อ", "width": "md"},
        ],
        "sages": [sage.full_name for sage in grid.base],
        "compare_columns": COLUMNS,
        "compare_rows": comparison(target, request.user),
        "trades": [trade.name for trade in grid.trades],
        "cancel_url": reverse("team-detail", args=[team.pk]) if team.pk else reverse("target-detail", args=[target.pk]),
        "crumbs": [*crumbs_for(target.village_code, request.user), ("ทีมวิทยากร", None)],
    }
    return render(request, "trainers/seats.html", context)


@require_safe
def team_detail(request, pk):
    teams = Team.objects.select_related("target_village__village", "target_village__year")
    team = get_visible_or_404(teams, request.user, pk=pk)
    target = team.target_village
    seats = seats_of(team)
    seated = [seat.number for seat in seats if seat.trainer is not None]
    context = {
        "team": team,
        "target": target,
        "seats": seats,
        "events": history(team)[:EVENTS_SHOWN],
        "missing": missing(seated),
        "measured": measured_of(target),
        "size": len(seated),
        "facts": [
            ("คำสั่งแต่งตั้งเลขที่", team.order_no),
            ("ลงวันที่", thai.thai_date(team.order_date) if team.order_date else ""),
            ("ผู้ลงนาม", " ".join(filter(None, [team.order_signer, team.order_signer_position]))),
        ],
        "may_write": request.user.may_write,
        "actions": [
            paper_way(target.pk, "team-roster", "พิมพ์ทะเบียนทีม"),
            paper_way(target.pk, "team-order", "พิมพ์คำสั่งแต่งตั้ง"),
        ],
        "crumbs": [*crumbs_for(team.village_code, request.user), (f"ทีมวิทยากร ปี {target.year_id}", None)],
    }
    return render(request, "trainers/team.html", context)


@require_safe
def team_history(request, pk):
    """Who sat in which seat on a past day, and everything that happened to the team."""
    team = get_visible_or_404(Team.objects.select_related("target_village__village"), request.user, pk=pk)
    form, day = DayForm.asked(request, today=localdate(), default=localdate())
    then = seated_on(team, day) if day else {}
    facts = [
        (name, then[number].sage.full_name, reverse("sage-detail", args=[then[number].sage_id]))
        if number in then
        else (name, "ว่าง")
        for number, name in SEAT_NAMES.items()
    ]
    team_url = reverse("team-detail", args=[pk])
    context = {
        "team": team,
        "form": form,
        "facts": facts if day else [],
        "facts_title": f"ทีมในวันที่ {thai.thai_date(day)}" if day else "",
        "events": history(team),
        "crumbs": [*crumbs_for(team.village_code, request.user), ("ทีมวิทยากร", team_url), ("ประวัติทีม", None)],
    }
    return render(request, "trainers/team_history.html", context)


@require_http_methods(["GET", "POST"])
def team_edit(request, pk):
    team = get_editable_or_404(Team.objects.select_related("target_village__village"), request.user, pk=pk)
    form = TeamForm(request.POST or None, instance=team, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกคำสั่งแต่งตั้งของ{team} แล้ว")
        return redirect("team-detail", pk=pk)
    crumbs = [
        *crumbs_for(team.village_code, request.user),
        ("ทีมวิทยากร", reverse("team-detail", args=[pk])),
        ("คำสั่งแต่งตั้ง", None),
    ]
    context = {"form": form, "stale": form.stale, "heading": "คำสั่งแต่งตั้งทีมวิทยากร", "crumbs": crumbs}
    context["cancel_url"] = reverse("team-detail", args=[pk])
    return render(request, "trainers/form.html", context)


@require_http_methods(["GET", "POST"])
def trainer_course(request, pk):
    """The course a trainer passed, with the certificate's number."""
    trainers = Trainer.objects.select_related("team__target_village__village", "sage")
    trainer = get_editable_or_404(trainers, request.user, pk=pk)
    form = TrainerCourseForm(request.POST or None, instance=trainer, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกหลักสูตรของ {trainer.sage} แล้ว")
        return redirect("team-detail", pk=trainer.team_id)
    crumbs = crumbs_for(trainer.village_code, request.user)
    crumbs += [("ทีมวิทยากร", reverse("team-detail", args=[trainer.team_id])), ("หลักสูตรที่ผ่าน", None)]
    context = {"form": form, "heading": f"หลักสูตรที่ {trainer.sage} ผ่าน", "crumbs": crumbs}
    context["cancel_url"] = reverse("team-detail", args=[trainer.team_id])
    return render(request, "trainers/form.html", context)
