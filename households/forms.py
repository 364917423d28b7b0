"""Forms of one household, its enrolment in a year, its material, and who looks after it."""

from django import forms
from django.core.exceptions import ValidationError

from households import actions, wishing
from households.models import Assignment, Enrolment, Household, Material
from households.register.enrolling import is_usual_house_no, near_households
from households.wishing import RANKS
from samma import thai
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiCharField
from samma.forms import PlainForm
from trainers.models import Trainer
from villages.models import Occupation

FUTURE = "วันที่อยู่ในอนาคต โปรดตรวจสอบ"


def trades_with(*present) -> "forms.models.QuerySet":
    """The trades in use, and those that already stand in the row."""
    trades = Occupation.objects.trades()
    return trades.filter(is_active=True) | trades.filter(pk__in=[pk for pk in present if pk])


class HouseholdForm(RecordedForm):
    """The house and its head, for all years."""

    class Meta:
        model = Household
        fields = [
            "house_no",
            "title",
            "first_name",
            "last_name",
            "phone",
            "members",
            "house_code",
            "has_elder",
            "has_disabled",
            "in_tpmap",
            "hit_by_disaster",
            "note",
        ]
        labels = {"first_name": "ชื่อหัวหน้าครัวเรือน"}
        widgets = {"note": forms.Textarea({"rows": 2})}

    def clean_house_no(self):
        return thai.arabic_digits(self.cleaned_data["house_no"])

    def clean(self):
        data = super().clean()
        house_no = data.get("house_no")
        if house_no and "house_no" in self.changed_data:
            if not is_usual_house_no(house_no):
                self.doubt("house_no", f"บ้านเลขที่ “{house_no}” ต่างจากที่พบทั่วไป เช่น 12 หรือ 12/3")
            others = Household.objects.filter(village=self.instance.village_id).exclude(pk=self.instance.pk)
            if same := near_households(others, house_no, ""):
                self.doubt("house_no", f"ในหมู่บ้านมีบ้านเลขที่ {house_no} อยู่แล้ว: {same[0]}")
        if (data.get("members") or 0) > 20:
            self.doubt("members", f"สมาชิก {data['members']} คน มากกว่าที่พบทั่วไป")
        return data


class EnrolmentForm(RecordedForm):
    """A household's part in one year: trade, wishes, leaving, and the officer's word that it was trained."""

    wish_1 = forms.ModelChoiceField(Occupation.objects.none(), label="อาชีพที่อยากเรียน อันดับ 1", required=False)
    wish_2 = forms.ModelChoiceField(Occupation.objects.none(), label="อันดับ 2", required=False)
    wish_3 = forms.ModelChoiceField(Occupation.objects.none(), label="อันดับ 3", required=False)

    field_order = ["occupation", "wish_1", "wish_2", "wish_3"]  # the others follow

    class Meta:
        model = Enrolment
        fields = [
            "occupation",
            "participant",
            "relation",
            "volunteer",
            "joined_on",
            "certified_on",
            "certified_reason",
            "exemplary_on",
            "exemplary_reason",
            "left_on",
            "left_reason",
        ]

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.wishes = {wish.rank: wish.occupation_id for wish in self.instance.wishes}
        trades = trades_with(self.instance.occupation_id, *self.wishes.values())
        for name in ("occupation", "wish_1", "wish_2", "wish_3"):
            self.fields[name].queryset = trades
            self.fields[name].widget.attrs["data-picker"] = ""
            self.fields[name].empty_label = "ยังไม่ระบุ"
        for rank in RANKS:
            self.initial[f"wish_{rank}"] = self.wishes.get(rank)

    def clean(self):
        data = super().clean()
        for name in ("joined_on", "certified_on", "exemplary_on", "left_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, FUTURE)
        left, joined = data.get("left_on"), data.get("joined_on")
        if left and joined and left < joined:
            self.add_error("left_on", "วันที่ออกต้องไม่อยู่ก่อนวันที่เข้าร่วม")
        if left and not data.get("left_reason"):
            self.add_error("left_reason", "โปรดบอกเหตุที่ออก")
        if not left and "left_on" not in self.errors:
            data["left_reason"] = ""
        if not data.get("certified_on") and data.get("certified_reason") and "certified_on" not in self.errors:
            self.add_error("certified_on", "โปรดใส่วันที่รับรอง")
        if not data.get("exemplary_on") and data.get("exemplary_reason") and "exemplary_on" not in self.errors:
            self.add_error("exemplary_on", "โปรดใส่วันที่เป็นครัวเรือนตัวอย่าง")
        if data.get("exemplary_on") and not data.get("exemplary_reason") and "exemplary_reason" not in self.errors:
            self.add_error("exemplary_reason", "โปรดบอกว่าเป็นตัวอย่างในเรื่องใด")
        if "volunteer" in self.changed_data and not data.get("volunteer"):
            self.doubt("volunteer", "ครัวเรือนเป้าหมายเป็นครัวเรือนที่สมัครใจ")
        self._clean_wishes(data)
        return data

    def _clean_wishes(self, data):
        wanted = [data.get(f"wish_{rank}") for rank in RANKS]
        for place, wish in enumerate(wanted):
            if wish is not None and wish in wanted[:place]:
                self.add_error(f"wish_{place + 1}", "เลือกอาชีพนี้แล้วในอันดับก่อน")

    def perform(self):
        enrolment = super().perform()
        wishing.wish(enrolment, {rank: self.cleaned_data.get(f"wish_{rank}") for rank in RANKS}, by=self.user)
        present = enrolment.assignments.serving().first() if enrolment.left_on else None
        if present is not None:
            actions.release(
                present, by=self.user, today=enrolment.left_on, reason=f"ครัวเรือนออก: {enrolment.left_reason}"
            )
        return enrolment


class MaterialForm(RecordedForm):
    """One thing a household received to practise with."""

    class Meta:
        model = Material
        fields = ["item", "quantity", "unit", "unit_price", "value", "received_on", "received_by", "signed", "note"]

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day and day > self.today:
            raise ValidationError(FUTURE)
        return day


class MoveForm(PlainForm):
    """A card of the board goes to a trainer, or back to those who wait."""

    model = Assignment
    enrolment = forms.ModelChoiceField(Enrolment.objects.none(), widget=forms.HiddenInput)
    trainer = forms.ModelChoiceField(Trainer.objects.none(), label="ย้ายไป", required=False)
    back = forms.BooleanField(required=False)
    place = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    reason = ThaiCharField(label="เหตุที่เปลี่ยน", required=False, max_length=200)
    over_reason = ThaiCharField(label="เหตุที่ดูแลเกินจำนวน", required=False, max_length=300)

    def __init__(self, *args, target, today, **kwargs):
        self.target, self.today, self.is_over = target, today, False
        super().__init__(*args, **kwargs)
        self.fields["enrolment"].queryset = target.enrolments.active().select_related("household")
        self.fields["trainer"].queryset = Trainer.objects.serving().filter(team__target_village=target)

    def clean(self):
        data = super().clean()
        if not data.get("back") and data.get("trainer") is None and "trainer" not in self.errors:
            self.add_error("trainer", "โปรดเลือกวิทยากร")
        return data

    def perform(self):
        data = self.cleaned_data
        enrolment, trainer = data["enrolment"], data["trainer"]
        if data["back"]:
            return self._take_back(enrolment)
        return actions.hand_over(
            enrolment,
            trainer,
            by=self.user,
            today=self.today,
            reason=data["reason"],
            over_reason=data["over_reason"],
            place=data["place"],
        )

    def _take_back(self, enrolment):
        present = enrolment.assignments.serving().first()
        if present is None:
            raise ValidationError("ครัวเรือนนี้ยังไม่มีวิทยากรดูแล")
        if not self.cleaned_data["reason"]:
            raise ValidationError({"reason": "โปรดบอกเหตุที่เปลี่ยนวิทยากร"})
        return actions.release(present, by=self.user, today=self.today, reason=self.cleaned_data["reason"])

    def refuse(self, error):
        self.is_over = any(e.code == "over_ceiling" for e in getattr(error, "error_list", ()))
        super().refuse(ValidationError({"over_reason": error.messages}) if self.is_over else error)
