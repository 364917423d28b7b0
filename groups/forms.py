"""Forming a group and mending what it is; the fields with which households and occupations are chosen."""

import datetime

from django import forms
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from groups import actions
from groups.models import Group, GroupActivity, Origin, OtopRegistration
from households.models import Enrolment
from samma.accounts.forms import RecordedForm
from samma.forms import PlainForm
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
    """A household with what decides whether it may join."""

    def label_from_instance(self, enrolment):
        return household_label(enrolment)


class HouseholdsField(forms.ModelMultipleChoiceField):
    """Households to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, enrolment):
        return household_label(enrolment)


def household_label(enrolment) -> str:
    """นางสมใจ นาดี บ้านเลขที่ 12 · ทอผ้า · ผ่านการอบรมปี 2560"""
    year = enrolment.target_village.year_id
    trained = f"ผ่านการอบรมปี {year}" if enrolment.is_trained else f"ยังไม่ผ่านการอบรมปี {year}"
    occupation = enrolment.occupation or "ยังไม่เลือกอาชีพ"
    return f"{enrolment.person} บ้านเลขที่ {enrolment.household.house_no} · {occupation} · {trained}"


class NotAhead:
    """For forms of what has happened: none of their days lies ahead."""

    def clean(self):
        data = super().clean()
        for name, value in list(data.items()):
            if isinstance(value, datetime.date) and value > localdate():
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


class ActivityEditForm(NotAhead, RecordedForm):
    """An activity that was written down wrongly."""

    class Meta:
        model = GroupActivity
        fields = ["on", "what", "product", "income"]


class OtopEditForm(NotAhead, RecordedForm):
    """A registration whose number, product or stars were written down wrongly, or whose stars came later."""

    class Meta:
        model = OtopRegistration
        fields = ["product", "product_type", "number", "registered_on", "stars"]


class ProposeForm(PlainForm):
    """A new group of a target village with its first members."""

    model = Group

    name = field_of(Group, "name")
    occupation = OccupationField(occupations())
    founded = field_of(Group, "founded", help_text="ไม่ทราบให้ว่างไว้")
    enrolments = HouseholdsField(Enrolment.objects.none(), label="ครัวเรือนสมาชิก", required=False)
    address = field_of(Group, "address")
    note = field_of(Group, "note", widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, target, households, origin, kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.target, self.origin = target, origin
        self.fields["enrolments"].queryset = households.visible_to(self.user)
        if kind:
            own = self.fields["occupation"].queryset
            self.fields["occupation"].queryset = own.filter(pk=kind.pk) | own.filter(parent=kind)
        else:
            self.fields["occupation"].widget.attrs |= PICKER

    def perform(self):
        chosen = self.cleaned_data.copy()
        return actions.propose(
            self.target.village,
            self.target.year,
            chosen.pop("occupation"),
            chosen.pop("name"),
            chosen.pop("enrolments"),
            origin=self.origin,
            by=self.user,
            today=localdate(),
            **chosen,
        )
