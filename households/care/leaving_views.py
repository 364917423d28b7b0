"""Pages on which a trainer leaves his team, and on which his seat is filled again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from households.care.leaving_forms import FillForm, RetireForm
from households.care.replacing import left_behind
from samma import thai
from samma.scope import get_editable_or_404
from trainers.models import Trainer
from trainers.vacancies import left_words
from villages.places import crumbs_for


@require_http_methods(["GET", "POST"])
def trainer_retire(request, pk):
    """End a trainer's service and give his households on."""
    trainers = Trainer.objects.serving().select_related("sage", "team__target_village__year")
    trainer = get_editable_or_404(trainers, request.user, pk=pk)
    form = RetireForm(request.POST or None, user=request.user, trainer=trainer, today=localdate())
    if request.method == "POST" and form.store():
        follower = form.cleaned_data["follower"]
        told = f" และ {follower} เป็นผู้แทนพร้อมรับครัวเรือนไปดูแล" if follower else ""
        messages.success(request, f"บันทึกว่า {trainer.sage} พ้นจากทีมวิทยากรแล้ว{told}")
        return redirect("team-detail", pk=trainer.team_id)
    held = trainer.assignments.serving().select_related("enrolment__household").order_by("place")
    team_url = reverse("team-detail", args=[trainer.team_id])
    crumbs = crumbs_for(trainer.village_code, request.user)
    context = {
        "trainer": trainer,
        "form": form,
        "held": [f"บ้านเลขที่ {a.enrolment.household.house_no} {a.enrolment}" for a in held],
        "back_url": team_url,
        "crumbs": [*crumbs, ("ทีมวิทยากร", team_url), ("พ้นจากทีม", None)],
    }
    return render(request, "households/care/retire.html", context)


@require_http_methods(["GET", "POST"])
def trainer_replace(request, pk):
    """Who follows the trainer of this address in his seat; one who still sits there leaves it first."""
    trainers = Trainer.objects.select_related("sage", "team__target_village__year", "team__target_village__village")
    trainer = get_editable_or_404(trainers, request.user, pk=pk)
    if trainer.ended is None:
        return redirect("trainer-retire", pk=pk)
    team_url = reverse("team-detail", args=[trainer.team_id])
    holder = trainer.team.trainers.serving().filter(seat=trainer.seat).select_related("sage").first()
    form = FillForm(request.POST or None, user=request.user, trainer=trainer, today=localdate())
    if request.method == "POST" and (new := form.store()):
        messages.success(request, f"{new.sage} เป็น{new.get_seat_display()} แทน {trainer.sage} แล้ว")
        return redirect(team_url)
    context = {
        "trainer": trainer,
        "holder": holder,
        "form": form,
        "held": [f"บ้านเลขที่ {e.household.house_no} {e}" for e in left_behind(trainer)],
        "lead": f"พ้นเมื่อ {thai.thai_date(trainer.ended)} {left_words(trainer)}",
        "new_url": f"{reverse('sage-new')}?village={trainer.team.target_village.village_id}",
        "compare_url": reverse("sage-compare", args=[trainer.team.target_village_id]),
        "back_url": team_url,
        "crumbs": [*crumbs_for(trainer.village_code, request.user), ("ทีมวิทยากร", team_url), ("เลือกผู้แทน", None)],
    }
    return render(request, "households/care/replace.html", context)
