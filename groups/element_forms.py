"""One form for each ก of a group's page, each carried out by its action; what it did is said in one sentence."""

from django import forms
from django.utils.timezone import localdate

from groups import actions
from groups.articles import BLANK, model_articles
from groups.finder import candidates_for
from groups.forms import PICKER, HouseholdField, field_of
from groups.models import (
    Bylaw,
    CommitteeTerm,
    FundEntry,
    FundKind,
    GroupActivity,
    Membership,
    OtopRegistration,
    Position,
    ProductType,
)
from households.models import Enrolment
from samma.formfields import ThaiDateField
from samma.forms import PlainForm

STARS = OtopRegistration._meta.get_field("stars").choices
# Places in the committee's form; a committee that has more gets more.
SEATS = {
    Position.CHAIR: 1,
    Position.DEPUTY: 1,
    Position.SECRETARY: 1,
    Position.TREASURER: 1,
    Position.PUBLICITY: 1,
    Position.MEMBER: 3,
}


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

    def perform(self):
        return self.deed(actions.leave, self.membership, self.cleaned_data["left"], self.cleaned_data["reason"])


class CommitteeForm(DeedForm):
    """Who sits where, by position: a place left empty is an office nobody holds."""

    model = CommitteeTerm

    on = ThaiDateField(label="วันที่ประชุมเลือกกรรมการ", initial=localdate)

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

    def perform(self):
        chosen = [(self.cleaned_data[name], position) for name, position in self.places.items()]
        rows = [(self.members[member], position) for member, position in chosen if member]
        self.deed(actions.set_committee, self.group, rows, on=self.cleaned_data["on"])
        return rows

    def done(self, rows):
        return f"บันทึกคณะกรรมการ {len(rows)} ตำแหน่งแล้ว"


class BylawForm(DeedForm):
    model = Bylaw

    adopted = field_of(Bylaw, "adopted", initial=localdate)
    text = field_of(Bylaw, "text", widget=forms.Textarea({"rows": 14}), help_text="แก้จากตัวอย่างนี้ให้ตรงกับมติของที่ประชุม")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        latest = self.group.bylaws.adopted().first()
        self.fields["text"].initial = latest.text if latest else model_articles(self.group)

    def clean(self):
        if BLANK in self.cleaned_data.get("text", ""):
            self.doubt("text", f"ยังมีช่อง {BLANK} ที่ที่ประชุมยังไม่ได้กำหนด")

    def perform(self):
        return self.deed(actions.adopt_bylaw, self.group, self.cleaned_data["text"], self.cleaned_data["adopted"])

    def done(self, bylaw):
        return "บันทึกกฎ กติกา ระเบียบข้อบังคับกลุ่มแล้ว"


class FundForm(DeedForm):
    model = FundEntry

    on = field_of(FundEntry, "on", initial=localdate)
    kind = forms.ChoiceField(
        label="ประเภท", choices=[choice for choice in FundKind.choices if choice[0] != FundKind.CORRECTION]
    )
    item = field_of(FundEntry, "item")
    amount = field_of(FundEntry, "amount", required=False, initial=None, help_text="ใส่เป็นบวกเสมอ รายจ่ายระบบหักออกให้")
    value = field_of(FundEntry, "value", help_text="เฉพาะเครื่องมือ วัสดุ หรือสิ่งของสนับสนุน")

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
    income = field_of(GroupActivity, "income", help_text="ไม่ทราบให้ว่างไว้")

    def perform(self):
        return self.deed(actions.record_activity, self.group, **self.cleaned_data)

    def done(self, activity):
        return f"บันทึกกิจกรรม “{activity.what}” แล้ว"


class OtopForm(DeedForm):
    model = OtopRegistration

    product = field_of(OtopRegistration, "product")
    product_type = forms.TypedChoiceField(
        label="ประเภทผลิตภัณฑ์", coerce=int, choices=[("", "เลือกประเภท"), *ProductType.choices]
    )
    number = field_of(OtopRegistration, "number")
    registered_on = field_of(OtopRegistration, "registered_on", initial=localdate)
    stars = forms.TypedChoiceField(
        label="ดาว", coerce=int, required=False, empty_value=None, choices=[("", "ยังไม่ได้คัดสรร"), *STARS]
    )

    def perform(self):
        return self.deed(actions.register_otop, self.group, **self.cleaned_data)

    def done(self, otop):
        return f"บันทึกทะเบียน OTOP {otop.number} {otop.product} แล้ว"
