"""Forming a group: its name and occupation, the households to begin with, and the meeting at which it was explained."""

from django import forms
from django.utils.timezone import localdate

from groups import actions
from groups.forms import PICKER, OccupationField, field_of, household_label, occupations
from groups.models import PARTICIPATION, Group, GroupMeeting, Membership, Origin
from households.models import Enrolment
from samma.formfields import ThaiDateField
from samma.forms import PlainForm


class HouseholdsField(forms.ModelMultipleChoiceField):
    """Households to tick; those of another village than `home` say so."""

    widget = forms.CheckboxSelectMultiple
    home = ""

    def label_from_instance(self, enrolment):
        return household_label(enrolment, with_village=bool(self.home) and enrolment.village_code != self.home)


class ProposeForm(PlainForm):
    """A new group of a target village with its first members."""

    model = Group

    name = field_of(Group, "name")
    occupation = OccupationField(occupations())
    founded = field_of(Group, "founded", help_text="ไม่ทราบให้ว่างไว้")
    enrolments = HouseholdsField(Enrolment.objects.none(), label="ครัวเรือนสมาชิก", required=False)
    reason = field_of(Membership, "note", label="เหตุผลที่รับครัวเรือนต่างหมู่บ้านหรือต่างอาชีพ")
    explained_on = ThaiDateField(label="วันที่ประชุมชี้แจง", required=False, help_text="ประชุมชี้แจงการรวมกลุ่มก่อนตั้งกลุ่ม")
    place = field_of(GroupMeeting, "place", label="สถานที่ประชุมชี้แจง")
    people = field_of(GroupMeeting, "people")
    participation = forms.MultipleChoiceField(
        label="การมีส่วนร่วมที่เกิดขึ้นในที่ประชุม",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, GroupMeeting._meta.get_field(name).verbose_name) for name in PARTICIPATION],
    )
    address = field_of(Group, "address")
    note = field_of(Group, "note", widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, target, households, origin, kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.target, self.origin = target, origin
        self.fields["enrolments"].home = target.village_code
        self.fields["enrolments"].queryset = households.visible_to(self.user)
        if kind:
            own = self.fields["occupation"].queryset
            self.fields["occupation"].queryset = own.filter(pk=kind.pk) | own.filter(parent=kind)
        else:
            self.fields["occupation"].widget.attrs |= PICKER

    def clean(self):
        data = super().clean()
        explained, founded = data.get("explained_on"), data.get("founded") or localdate()
        if explained and explained > localdate():
            self.add_error("explained_on", "วันที่ต้องไม่อยู่ในอนาคต")
        elif explained and explained > founded:
            self.add_error("explained_on", "ประชุมชี้แจงต้องมาก่อนหรือวันเดียวกับวันที่จัดตั้ง")
        elif not explained and "explained_on" not in self.errors:
            if data.get("participation") or data.get("people") or data.get("place"):
                self.add_error("explained_on", "ใส่วันที่ประชุมชี้แจงด้วย")
            elif self.origin == Origin.PROGRAMME:
                self.doubt("explained_on", "ยังไม่ได้บันทึกการประชุมชี้แจง ซึ่งควรมาก่อนตั้งกลุ่ม")
        return data

    def perform(self):
        chosen = self.cleaned_data.copy()
        chosen.pop("confirmed", None)
        meeting = {"on": chosen.pop("explained_on"), "place": chosen.pop("place"), "people": chosen.pop("people")}
        meeting |= dict.fromkeys(chosen.pop("participation"), True)
        return actions.propose(
            self.target.village,
            self.target.year,
            chosen.pop("occupation"),
            chosen.pop("name"),
            chosen.pop("enrolments"),
            origin=self.origin,
            explained=meeting if meeting["on"] else None,
            by=self.user,
            today=localdate(),
            **chosen,
        )
