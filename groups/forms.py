"""Mending what a group is and what it did; the fields with which households and occupations are chosen."""

import datetime
from decimal import Decimal

from django import forms
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from groups.models import PARTICIPATION, Group, GroupActivity, GroupMeeting, Origin
from samma.accounts.forms import RecordedForm
from samma.thai import money
from villages.models import Occupation

PICKER = {"data-picker": ""}


def field_of(model, name, **changes):
    """A form field as the model names and bounds it."""
    return model._meta.get_field(name).formfield(**changes)


class OccupationField(forms.ModelChoiceField):
    """Both levels in one list: ผ้า/สิ่งทอ, ผ้า/สิ่งทอ › ทอผ้า."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_label="เลือกอาชีพ", label="อาชีพหรือประเภทอาชีพ", **kwargs)

    def label_from_instance(self, occupation):
        return f"{occupation.parent} › {occupation}" if occupation.parent else str(occupation)


def occupations():
    """The occupations in use, each type followed by its trades."""
    by_type = Coalesce("parent__sort_key", "sort_key")
    in_use = Occupation.objects.filter(is_active=True).select_related("parent")
    return in_use.order_by(by_type, F("parent").asc(nulls_first=True), "sort_key")


class HouseholdField(forms.ModelChoiceField):
    """A household with what decides whether it may join; one of another village says so."""

    def label_from_instance(self, enrolment):
        return household_label(enrolment, with_village=getattr(enrolment, "is_near", False))


def household_label(enrolment, *, with_village: bool = False) -> str:
    """นางสมใจ นาดี บ้านเลขที่ 12 · ทอผ้า · ผ่านการอบรมปี 2560"""
    year = enrolment.target_village.year_id
    trained = f"ผ่านการอบรมปี {year}" if enrolment.is_trained else f"ยังไม่ผ่านการอบรมปี {year}"
    occupation = enrolment.occupation or "ยังไม่เลือกอาชีพ"
    village = f" · {enrolment.household.village}" if with_village else ""
    return f"{enrolment.person} บ้านเลขที่ {enrolment.household.house_no}{village} · {occupation} · {trained}"


class NotAhead:
    """For forms of what has happened: none of their days lies ahead, but those named."""

    may_be_ahead: tuple[str, ...] = ()

    def clean(self):
        data = super().clean()
        for name, value in list(data.items()):
            if isinstance(value, datetime.date) and value > localdate() and name not in self.may_be_ahead:
                self.add_error(name, "วันที่ต้องไม่อยู่ในอนาคต")
        return data


class GroupForm(NotAhead, RecordedForm):
    """What the group is; its village and year stay."""

    occupation = OccupationField(occupations(), widget=forms.Select(PICKER))

    class Meta:
        model = Group
        fields = ["name", "occupation", "origin", "founded", "address", "note"]

    def clean(self):
        data = super().clean()
        if "origin" in self.changed_data and data.get("origin") == Origin.EXISTING:
            self.doubt("origin", "กลุ่มที่มีอยู่เดิมขึ้นทะเบียนได้โดยไม่นับขั้นต่ำของครัวเรือนที่ผ่านการอบรม")
        return data


class MeetingEditForm(NotAhead, RecordedForm):
    """A meeting that was written down wrongly, or of which more is known now."""

    class Meta:
        model = GroupMeeting
        fields = ["on", "purpose", "place", "people", *PARTICIPATION, "resolution"]


class ActivityEditForm(NotAhead, RecordedForm):
    """An activity that was written down wrongly."""

    class Meta:
        model = GroupActivity
        fields = ["on", "what", "product", "quantity", "unit", "frequency", "income"]

    def clean(self):
        data = super().clean()
        divided = sum((share.amount for share in self.instance.shares.all()), Decimal(0))
        if divided and "income" in data and (data["income"] or 0) < divided:
            self.add_error("income", f"แบ่งให้สมาชิกแล้ว {money(divided)} บาท รายได้ต้องไม่น้อยกว่านั้น ให้แก้การแบ่งก่อน")
        return data
