"""What narrows the calendar, and what is added to one of its days."""

import datetime

from django import forms
from django.http import HttpRequest

from samma import thai
from samma.accounts.events import record
from samma.formfields import ThaiCharField, ThaiTimeField
from samma.forms import PlainForm
from samma.scope import WHOLE_COUNTRY
from villages.models import ActivityKind, PlanItem, TargetVillage, Village
from villages.places import area_choices

DISTRICT_DIGITS = 4
VIEWS = [("month", "เดือน"), ("week", "สัปดาห์")]


class CalendarFilter(forms.Form):
    """`?area=3301` or a village's code, and `?kind=`; what is bent in an address narrows nothing."""

    area = forms.ChoiceField(label="พื้นที่หรือหมู่บ้าน", required=False)
    kind = forms.ChoiceField(label="กิจกรรม", required=False, choices=[("", "ทุกกิจกรรม"), *ActivityKind.choices])

    def __init__(self, data, *, user):
        super().__init__(data)
        chosen = data.get("area", "")
        chosen = chosen if chosen.isascii() and chosen.isdecimal() else ""
        places = area_choices(user, chosen)
        near = chosen[:DISTRICT_DIGITS] or user.area_code
        if near != WHOLE_COUNTRY and len(near) >= DISTRICT_DIGITS:
            villages = Village.objects.visible_to(user).under(near).filter(targets__isnull=False).distinct()
            codes = {code for code, _name in places}
            places += [(v.code, str(v)) for v in villages.order_by("sort_key", "pk") if v.code not in codes]
        self.fields["area"].choices = [("", "ทุกพื้นที่"), *places]

    def value_of(self, name: str) -> str:
        return self.cleaned_data.get(name, "") if self.is_valid() or name in self.cleaned_data else ""


def day_asked(request: HttpRequest, today: datetime.date) -> datetime.date:
    """The day in the address; today for none and for one that nobody can read."""
    try:
        return thai.read_date(request.GET.get("on", ""))
    except thai.ThaiDateError:
        return today


class DayForm(PlainForm):
    """Add to a day: into a village's plan, or go on to write down what was held."""

    model = PlanItem
    target_village = forms.ModelChoiceField(TargetVillage.objects.none(), label="หมู่บ้าน")
    kind = forms.ChoiceField(label="กิจกรรม", choices=[("", "เลือก"), *ActivityKind.choices])
    topic = ThaiCharField(label="เรื่อง (ถ้ามี)", max_length=200, required=False)
    time_from = ThaiTimeField(label="เวลาเริ่ม (ถ้ามี)", required=False)
    place = ThaiCharField(label="สถานที่ (ถ้ามี)", max_length=200, required=False)

    def __init__(self, *args, user, day: datetime.date, area: str = "", **kwargs):
        self.day = day
        super().__init__(*args, user=user, **kwargs)
        year = thai.fiscal_year(day)
        near = TargetVillage.objects.visible_to(user).filter(year__in=[year - 1, year]).select_related("village")
        if area:
            near = near.under(area)
        self.fields["target_village"].queryset = near.order_by("-year", "village__sort_key", "pk")
        self.fields["target_village"].empty_label = "เลือก"
        self.fields["target_village"].widget.attrs["data-picker"] = ""

    def clean(self):
        data = super().clean()
        target = data.get("target_village")
        if target:
            first, past = thai.fiscal_range(target.year_id)
            if not first <= self.day < past:
                self.doubt("target_village", f"วันที่อยู่นอกปีงบประมาณ {target.year_id} ของหมู่บ้านนี้")
        return data

    def perform(self) -> PlanItem:
        item = PlanItem(on=self.day, responsible=str(self.user), **{k: self.cleaned_data[k] for k in PLANNED})
        item.full_clean()
        item.save()
        record("create", item, by=self.user)
        return item


PLANNED = ("target_village", "kind", "topic", "time_from", "place")
