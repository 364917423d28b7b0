"""Forms of what others do for a group: one row each, written down by whom."""

from django import forms
from django.db.models import Exists, F, OuterRef, Prefetch
from django.utils.timezone import localdate

from groups import actions
from groups.forms import PICKER, NotAhead
from groups.models import (
    CommitteeTerm,
    CommitteeTraining,
    GroupSupport,
    GroupSupportPhoto,
    Membership,
    Publicity,
)
from households.models import SupportKind
from households.support.forms import USUAL_AGENCIES
from samma.accounts.forms import RecordedForm
from samma.photos import PhotosField
from villages.models import Partner

MOST_OFFERED = 40
MOST_PHOTOS = 6
DISTRICT_DIGITS = 4


def agencies_of(group) -> list[str]:
    """Agencies to offer: typed before in the district, of its roster of partners, and the usual ones."""
    district = group.village_code[:DISTRICT_DIGITS]
    typed = GroupSupport.objects.under(district).order_by("-pk").values_list("agency", flat=True)[: MOST_OFFERED * 5]
    roster = Partner.objects.around(group.village_code).filter(is_active=True).exclude(office="")
    offices = roster.order_by("office").values_list("office", flat=True)
    return list(dict.fromkeys([*typed, *offices, *USUAL_AGENCIES]))[:MOST_OFFERED]


class PartnerField(forms.ModelChoiceField):
    """A person of the roster with the office."""

    def label_from_instance(self, partner):
        return " ".join(filter(None, [partner.full_name, partner.office or partner.get_kind_display()]))


class GroupSupportForm(NotAhead, RecordedForm):
    """One help; what has a value can go into the group's fund at once, so that nobody types it twice."""

    agency = GroupSupport._meta.get_field("agency").formfield(
        required=False, help_text="ถ้าเลือกผู้ประสานจากทะเบียนภาคี เว้นว่างได้ ระบบใช้หน่วยงานของผู้นั้น"
    )
    partner = PartnerField(
        Partner.objects.none(),
        label="ผู้ประสานจากทะเบียนภาคี",
        required=False,
        empty_label="ไม่ระบุ",
        widget=forms.Select(PICKER),
    )
    photos = PhotosField(label="ภาพหลักฐาน", most=MOST_PHOTOS)
    to_fund = forms.BooleanField(
        label="ลงบัญชีกองทุนของกลุ่มด้วย", required=False, help_text="งบประมาณลงเป็นเงิน วัสดุและอุปกรณ์ลงเป็นสิ่งของพร้อมมูลค่า"
    )

    class Meta:
        model = GroupSupport
        fields = ["on", "kind", "agency", "partner", "what", "value"]
        widgets = {"what": forms.Textarea({"rows": 3})}
        help_texts = {"value": "ด้านวิชาการให้ว่างไว้ ไม่ทราบมูลค่าให้ว่างไว้"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.instance.group
        near = Partner.objects.around(group.village_code).filter(is_active=True)
        if self.instance.partner_id:
            near = near | Partner.objects.filter(pk=self.instance.partner_id)
        self.fields["partner"].queryset = near.order_by("sort_key", "pk")
        self.fields["agency"].widget.attrs["list"] = "offered"
        self.offered = agencies_of(group)
        if self._is_booked():
            del self.fields["to_fund"]
            for name in ("on", "kind", "value"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "ลงบัญชีกองทุนแล้ว จะแก้ให้กลับรายการในบัญชีกองทุนก่อน"

    def _is_booked(self) -> bool:
        entry = self.instance.entry
        return entry is not None and not entry.corrections.exists()

    def clean(self):
        data = super().clean()
        partner = data.get("partner")
        if not data.get("agency") and "agency" not in self.errors:
            if partner:
                data["agency"] = partner.office or partner.get_kind_display()
            else:
                self.add_error("agency", "ใส่หน่วยงาน หรือเลือกผู้ประสานจากทะเบียนภาคี")
        has_value = data.get("value") and data.get("kind") != SupportKind.ADVICE
        if data.get("to_fund") and not has_value and "value" not in self.errors:
            self.add_error("value", "จะลงบัญชีกองทุน ให้ใส่มูลค่าของวัสดุ อุปกรณ์ หรืองบประมาณ")
        return data

    def perform(self):
        support = super().perform()
        for order, picture in enumerate(self.cleaned_data["photos"], start=support.photos.count() + 1):
            GroupSupportPhoto.objects.create(support=support, image=picture, order=order)
        if self.cleaned_data.get("to_fund"):
            actions.book_support(support, by=self.user, today=localdate())
        return support


class CommitteeMembersField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, member):
        offices = " ".join(term.get_position_display() for term in member.offices)
        return f"{member.name} ({offices or 'พ้นวาระแล้ว'})"


class CommitteeTrainingForm(NotAhead, RecordedForm):
    """Which members of the committee came; somebody who was none that day is asked about."""

    members = CommitteeMembersField(
        Membership.objects.none(),
        label="กรรมการที่เข้าอบรม",
        error_messages={"required": "เลือกกรรมการที่เข้าอบรมอย่างน้อย 1 คน"},
    )

    class Meta:
        model = CommitteeTraining
        fields = ["on", "days", "topic", "given_by", "place", "members", "note"]
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seated = CommitteeTerm.objects.filter(member=OuterRef("pk"))
        members = self.instance.group.memberships.select_related("enrolment__household")
        held = Prefetch("terms", CommitteeTerm.objects.current(), to_attr="offices")
        members = members.filter(Exists(seated)).prefetch_related(held)
        self.fields["members"].queryset = members.order_by(F("left").asc(nulls_first=True), "joined", "pk")
        self.fields["given_by"].widget.attrs["list"] = "offered"
        self.offered = agencies_of(self.instance.group)

    def clean(self):
        data = super().clean()
        on, members = data.get("on"), data.get("members")
        if on and members:
            there = CommitteeTerm.objects.filter(member__in=members, started__lte=on).exclude(ended__lt=on)
            in_office = set(there.values_list("member", flat=True))
            others = [member.name for member in members if member.pk not in in_office]
            if others:
                self.doubt("members", f"{', '.join(others)} ไม่ได้เป็นกรรมการในวันนั้นตามที่บันทึกไว้")
        return data


class PublicityForm(NotAhead, RecordedForm):
    class Meta:
        model = Publicity
        fields = ["on", "medium", "what", "product", "where", "link"]
        help_texts = {"link": "คัดลอกที่อยู่ของหน้าเว็บมาวาง ถ้ามี"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = self.instance.group.products.order_by("sort_key", "pk")
        self.fields["product"].empty_label = "ทั้งกลุ่ม"
