"""General facts of a village, told once and printed in its report of every year."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samma.accounts.forms import RecordedForm
from samma.scope import get_editable_or_404
from villages.models import TargetVillage, VillageProfile
from villages.places import crumbs_for

LONG = ("history", "geography", "land_use", "work", "leaders", "basic_needs", "sights", "problems")


class ProfileForm(RecordedForm):
    """The village is the page's."""

    class Meta:
        model = VillageProfile
        fields = [
            "history", "geography", "men", "women", "households", "land_use", "work", "leaders", "basic_needs", "nrd_level",
            "sights", "problems", "as_of", "told_by",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in LONG}


@require_http_methods(["GET", "POST"])
def target_profile(request, pk):
    targets = TargetVillage.objects.select_related("village", "year")
    target = get_editable_or_404(targets, request.user, pk=pk)
    profile = VillageProfile.objects.filter(village=target.village_id).first() or VillageProfile(village=target.village)
    form = ProfileForm(request.POST or None, instance=profile, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกข้อมูลทั่วไปของ{target.village} แล้ว")
        return redirect("target-information", pk=pk)
    context = {
        "target": target,
        "form": form,
        "cancel_url": reverse("target-information", args=[pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="ข้อมูลทั่วไปของหมู่บ้าน", target_pk=pk),
    }
    return render(request, "villages/profile.html", context)
