"""The office's directory: who teaches a trade near a village, and where it can be learnt."""

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samma import thai
from samma.scope import covers, row_number
from trainers.judging import standing_of
from trainers.nearby import SHOWN, places_near, point_of, sages_near
from villages.models import Occupation, Village

RADII = [(5, "5 กม."), (10, "10 กม."), (25, "25 กม."), (50, "50 กม."), (100, "100 กม."), (200, "200 กม.")]
USUAL = 25
SAGES = [
    {"label": "ปราชญ์"},
    {"label": "ความเชี่ยวชาญ"},
    {"label": "อยู่ที่"},
    {"label": "ระยะทาง", "align": "end"},
    {"label": "เกณฑ์การคัดเลือก"},
]
PLACES = [
    {"label": "แหล่งเรียนรู้"},
    {"label": "อาชีพที่สอน"},
    {"label": "อยู่ที่"},
    {"label": "ระยะทาง", "align": "end"},
    {"label": "การใช้งาน"},
]


class TradeField(forms.ModelChoiceField):
    def label_from_instance(self, occupation):
        return f"{occupation.parent} > {occupation}" if occupation.parent_id else f"{occupation} (ทุกอาชีพ)"


class NearForm(forms.Form):
    """From which village, which trade, how far. A village is searched for by name: a province has thousands."""

    village = forms.ModelChoiceField(Village.objects.none(), label="จากหมู่บ้าน")
    trade = TradeField(Occupation.objects.none(), label="อาชีพ", required=False, empty_label="ทุกอาชีพ")
    km = forms.TypedChoiceField(
        label="ภายในระยะ", choices=RADII, coerce=int, initial=USUAL, empty_value=USUAL, required=False
    )

    def __init__(self, *args, user, chosen=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = Village.objects.visible_to(user).select_related("tambon")
        self.fields["village"].widget.attrs |= {
            "data-picker": "",
            "data-picker-url": reverse("village-picker"),
            "data-placeholder": "พิมพ์ชื่อหมู่บ้าน",
        }
        self.fields["village"].widget.choices = [("", "เลือกหมู่บ้าน")] + ([(chosen.pk, str(chosen))] if chosen else [])
        self.fields["trade"].queryset = (
            Occupation.objects.filter(is_active=True).select_related("parent").order_by("parent__sort_key", "sort_key")
        )
        self.fields["trade"].widget.attrs["data-picker"] = ""


@require_safe
def sage_near(request):
    """`?village=&trade=&km=`: the nearest sages and learning places."""
    user = request.user
    villages = Village.objects.visible_to(user).select_related("tambon")
    village = villages.filter(pk=row_number(request.GET.get("village", ""))).first()
    form = NearForm(request.GET if village else None, user=user, chosen=village)
    context = {
        "form": form,
        "village": village,
        "crumbs": [("ปราชญ์ชุมชน", reverse("sage-list")), ("ค้นตามอาชีพและระยะทาง", None)],
    }
    if village is not None and form.is_valid():
        context |= _found(user, village, form.cleaned_data["trade"], form.cleaned_data["km"])
    return render(request, "trainers/near.html", context)


def _found(user, village, trade, km) -> dict:
    point = point_of(village)
    if point is None:
        return {"no_point": True}
    sages = list(sages_near(point, km, user, trade=trade)[: SHOWN + 1])
    places = list(places_near(point, km, user, trade=trade)[: SHOWN + 1])
    what = f"{trade} " if trade else ""
    return {
        "sages": [_sage_row(sage, user) for sage in sages[:SHOWN]],
        "places": [_place_row(place, user) for place in places[:SHOWN]],
        "sage_columns": SAGES,
        "place_columns": PLACES,
        "told": f"{what}ภายใน {km} กม. จาก{village}",
        "is_tambon": village.lat is None or village.lon is None,
        "more": f"แสดง {SHOWN} รายการที่ใกล้ที่สุด ลดระยะหรือเลือกอาชีพเพื่อดูให้ตรงขึ้น"
        if max(len(sages), len(places)) > SHOWN
        else "",
    }


def _distance(row) -> dict:
    return {"text": f"{row.km:.1f} กม." if row.km < 10 else f"{thai.number(round(row.km))} กม."}


def _where(row, user) -> dict:
    """The village inside one's posting; outside it the district, and whom to ask."""
    if covers(user.area_code, row.village_code):
        return {"text": str(row.village), "note": row.village.tambon.full_name}
    return {"text": f"อ.{row.district_name}", "note": f"ติดต่อผ่าน สพอ.{row.district_name}"}


def _sage_row(sage, user) -> dict:
    is_ours = covers(user.area_code, sage.village_code)
    return {
        "key": sage.pk,
        "url": reverse("sage-detail", args=[sage.pk]) if is_ours else None,
        "cells": [
            {"text": sage.full_name, "note": sage.get_kind_display() + (" · ยินดีเป็นวิทยากร" if sage.willing else "")},
            {"text": str(sage.expertise or "–"), "note": sage.expertise_detail},
            _where(sage, user),
            _distance(sage),
            {"chip": standing_of(sage)} if is_ours else {"text": "–"},
        ],
    }


def _place_row(place, user) -> dict:
    is_ours = covers(user.area_code, place.village_code)
    return {
        "key": place.pk,
        "url": reverse("learning-place-detail", args=[place.pk]) if is_ours else None,
        "cells": [
            {"text": place.name, "note": place.get_kind_display()},
            {"text": ", ".join(map(str, place.trades)) or "–"},
            _where(place, user),
            _distance(place),
            {"text": place.get_use_display()},
        ],
    }
