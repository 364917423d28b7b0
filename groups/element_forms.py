"""One form for each ก of a group's page, each carried out by its action; what it did is said in one sentence."""

import datetime

from django import forms
from django.db.models import F
from django.utils.timezone import localdate

from groups import actions
from groups.falls import fallen, warning
from groups.finder.candidates import candidates_for
from groups.forms import PICKER, HouseholdField, field_of
from groups.models import (
    PARTICIPATION,
    CommitteeTerm,
    Frequency,
    FundEntry,
    FundKind,
    GroupActivity,
    GroupMeeting,
    MeetingPurpose,
    Membership,
    Position,
)
from groups.rules import two_offices
from groups.standing import standing_of
from households.models import Enrolment
from samma.formfields import ThaiDateField, WholeNumberField
from samma.forms import PlainForm

# Places in the committee's form; a committee that has more gets more.
SEATS = {
    Position.CHAIR: 1,
    Position.DEPUTY: 1,
    Position.SECRETARY: 1,
    Position.TREASURER: 1,
    Position.PUBLICITY: 1,
    Position.MEMBER: 3,
}


VACANT = "vacant"  # the office of who leaves stays empty for now


def years_after(day: datetime.date, years: int) -> datetime.date:
    """The last day of a term of so many years: 29 February ends on the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class MemberField(forms.ModelChoiceField):
    """A member; whoever left says so."""

    def label_from_instance(self, membership):
        return f"{membership.name} (ออกแล้ว)" if membership.left else membership.name


class DeedForm(PlainForm):
    """One form of the group's page: it knows the group, is carried out today and says what was done."""

    def __init__(self, *args, group, **kwargs):
        self.group = group
        super().__init__(*args, **kwargs)

    def deed(self, action, *args, **more):
        """Carry out the action as this user, today."""
        return action(*args, by=self.user, today=localdate(), **more)


class MemberForm(DeedForm):
    model = Membership

    enrolment = HouseholdField(
        Enrolment.objects.none(),
        label="ครัวเรือนเป้าหมาย",
        required=False,
        empty_label="เลือกครัวเรือน หรือพิมพ์ชื่อบุคคลอื่นด้านล่าง",
        widget=forms.Select(PICKER),
    )
    person = field_of(Membership, "person", help_text="สำหรับผู้ที่ไม่ใช่ครัวเรือนเป้าหมาย ไม่นับในขั้นต่ำของกลุ่ม")
    joined = field_of(Membership, "joined", initial=localdate)
    reason = field_of(Membership, "note", label="เหตุผล", help_text="จำเป็นเมื่อครัวเรือนเลือกอาชีพต่างจากอาชีพของกลุ่ม")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enrolment"].queryset = candidates_for(self.group).visible_to(self.user)

    def perform(self):
        return self.deed(actions.add_member, self.group, **self.cleaned_data)

    def done(self, membership):
        return f"รับ{membership.name} เป็นสมาชิกแล้ว"


class LeaveForm(DeedForm):
    model = Membership

    left = field_of(Membership, "left", required=True, initial=localdate)
    reason = field_of(Membership, "left_reason", required=True)

    def __init__(self, *args, membership, **kwargs):
        self.membership = membership
        super().__init__(*args, **kwargs)
        self.offices = {f"office_{term.position}": term for term in membership.terms.current()}
        others = self.group.memberships.current().exclude(pk=membership.pk).select_related("enrolment__household")
        self.others = {str(member.pk): member for member in others} if self.offices else {}
        names = [("", "เลือก"), (VACANT, "ว่างไว้ก่อน"), *((key, member.name) for key, member in self.others.items())]
        for name, term in self.offices.items():
            self.fields[name] = forms.ChoiceField(
                label=f"ตำแหน่ง{term.get_position_display()} ให้ใครรับต่อ",
                choices=names,
                error_messages={"required": "เลือกผู้รับตำแหน่งต่อ หรือเลือกว่างไว้ก่อน"},
            )

    def clean(self):
        data = super().clean()
        standing = standing_of(self.group)
        if standing.has_members and not standing.is_existing and self._counts(standing):
            left = standing.trained_same_occupation - 1
            if left < standing.group_minimum:
                self.doubt(
                    None,
                    f"เมื่อออกแล้ว กลุ่มจะเหลือครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกัน {left} ครัวเรือน"
                    f" ต่ำกว่าขั้นต่ำ {standing.group_minimum} และจะแสดงคำเตือนไว้ที่หน้ากลุ่มตั้งแต่วันที่ออก",
                )
        return data

    def _counts(self, standing) -> bool:
        """Whether the group would count one household less without this member."""
        return (
            standing_of(self.group, without=self.membership.pk).trained_same_occupation
            < standing.trained_same_occupation
        )

    def perform(self):
        data = self.cleaned_data
        heirs = {term.position: self.others.get(data[name]) for name, term in self.offices.items()}
        return self.deed(actions.leave, self.membership, data["left"], data["reason"], successors=heirs)

    def done(self, membership):
        """What happened, and what it did to the group."""
        words = [f"{membership.name} ออกจาก{self.group.name} แล้ว"]
        standing = standing_of(self.group)
        words += [warning(turn) for turn in fallen(self.group, standing)]
        return " · ".join(words)


class CommitteeForm(DeedForm):
    """Who sits where, by position: a place left empty is an office nobody holds."""

    model = CommitteeTerm

    on = ThaiDateField(label="วันที่ประชุมเลือกกรรมการ", initial=localdate)
    place = field_of(GroupMeeting, "place", label="สถานที่ประชุม")
    people = field_of(GroupMeeting, "people")
    years = WholeNumberField(
        label="วาระ (ปี)", required=False, min_value=1, max_value=10, help_text="ตามระเบียบของกลุ่ม ไม่กำหนดให้ว่างไว้"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = self.group.memberships.current().select_related("enrolment__household")
        names = [("", "ยังไม่มี")] + [(str(member.pk), member.name) for member in members]
        self.members = {str(member.pk): member for member in members}
        terms = self.group.terms.current()
        self.places = {}
        for position, least in SEATS.items():
            held = [str(term.member_id) for term in terms if term.position == position]
            typed = sum(name.startswith(self.add_prefix(f"{position}_")) for name in self.data)
            for place in range(max(least, typed, len(held) + (position == Position.MEMBER))):
                name = f"{position}_{place}"
                self.places[name] = position
                label = f"{position.label} คนที่ {place + 1}" if position == Position.MEMBER else position.label
                self.fields[name] = forms.ChoiceField(
                    label=label, choices=names, required=False, initial=held[place] if place < len(held) else ""
                )

    def clean(self):
        data = super().clean()
        for sentence in two_offices([(member.name, position.label) for member, position in self._rows(data)]):
            self.doubt(None, sentence)
        return data

    def _rows(self, data) -> list[tuple]:
        chosen = [(data.get(name), position) for name, position in self.places.items()]
        return [(self.members[member], position) for member, position in chosen if member]

    def perform(self):
        data = self.cleaned_data
        rows = self._rows(data)
        due = years_after(data["on"], data["years"]) if data["years"] else None
        meeting = {name: data[name] for name in ("on", "place", "people")}
        self.deed(actions.set_committee, self.group, rows, due=due, confirmed=self.doubts, **meeting)
        return rows

    def done(self, rows):
        return f"บันทึกคณะกรรมการ {len(rows)} ตำแหน่งแล้ว"


class MeetingForm(DeedForm):
    model = GroupMeeting

    on = field_of(GroupMeeting, "on", initial=localdate)
    purpose = forms.ChoiceField(label="เรื่องที่ประชุม", choices=[("", "เลือกเรื่อง"), *MeetingPurpose.choices])
    place = field_of(GroupMeeting, "place")
    people = field_of(GroupMeeting, "people")
    participation = forms.MultipleChoiceField(
        label="การมีส่วนร่วมที่เกิดขึ้น",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, GroupMeeting._meta.get_field(name).verbose_name) for name in PARTICIPATION],
    )
    resolution = field_of(GroupMeeting, "resolution", widget=forms.Textarea({"rows": 3}))

    def perform(self):
        fields = self.cleaned_data.copy()
        fields |= dict.fromkeys(fields.pop("participation"), True)
        return self.deed(actions.hold_meeting, self.group, **fields)

    def done(self, meeting):
        return f"บันทึกการประชุม{meeting} แล้ว"


class FundForm(DeedForm):
    model = FundEntry

    on = field_of(FundEntry, "on", initial=localdate)
    kind = forms.ChoiceField(
        label="ประเภท", choices=[choice for choice in FundKind.choices if choice[0] != FundKind.CORRECTION]
    )
    item = field_of(FundEntry, "item")
    amount = field_of(FundEntry, "amount", required=False, initial=None, help_text="ใส่เป็นบวกเสมอ รายจ่ายระบบหักออกให้")
    value = field_of(FundEntry, "value", help_text="เฉพาะเครื่องมือ วัสดุ หรือสิ่งของสนับสนุน")
    member = MemberField(Membership.objects.none(), label="สมาชิก", required=False, empty_label="ไม่ใช่ของสมาชิกคนใดคนหนึ่ง")
    shares = WholeNumberField(label="จำนวนหุ้น", required=False, min_value=1, help_text="เฉพาะค่าหุ้นหรือคืนค่าหุ้นของสมาชิกคนหนึ่ง")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = self.group.memberships.select_related("enrolment__household")
        self.fields["member"].queryset = members.order_by(F("left").asc(nulls_first=True), "joined", "pk")

    def perform(self):
        chosen = self.cleaned_data | {"amount": self.cleaned_data["amount"] or 0}
        return self.deed(actions.post_fund, self.group, **chosen)

    def done(self, entry):
        return f"ลงบัญชีกองทุน {entry.get_kind_display()} “{entry.item}” แล้ว"


class ActivityForm(DeedForm):
    model = GroupActivity

    on = field_of(GroupActivity, "on", initial=localdate)
    what = field_of(GroupActivity, "what")
    product = field_of(GroupActivity, "product")
    quantity = field_of(GroupActivity, "quantity")
    unit = field_of(GroupActivity, "unit", help_text="เช่น กิโลกรัม ผืน ถุง")
    frequency = forms.ChoiceField(label="ทำบ่อยเพียงใด", required=False, choices=[("", "ยังไม่ระบุ"), *Frequency.choices])
    income = field_of(GroupActivity, "income", help_text="ไม่ทราบให้ว่างไว้")

    def perform(self):
        return self.deed(actions.record_activity, self.group, **self.cleaned_data)

    def done(self, activity):
        return f"บันทึกกิจกรรม “{activity.what}” แล้ว"
