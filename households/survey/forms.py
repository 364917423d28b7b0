"""The demand survey as a row of a sheet and as a page of its own (แบบสำรวจความต้องการอาชีพของครัวเรือน)."""

from django import forms

from households.forms import FUTURE
from households.models import DemandSurvey, Household
from households.register import enrolling
from households.rules import MANY_BAHT, MANY_HANDS, MANY_RAI
from households.survey.actions import Answers, household_of, take_survey
from households.wishing import RANKS
from samma import thai
from samma.accounts.events import last_change, record
from samma.formfields import MoneyField, RaiField, ThaiCharField, ThaiDateField, WholeNumberField
from samma.forms import PlainForm
from samma.grid import meet_others
from samma.people import split_name

OF_HOUSEHOLD = ("house_no", "head")
FACTS = (
    "informant",
    "work",
    "income",
    "expense",
    "debt",
    "land_rai",
    "water",
    "tools",
    "labour",
    "materials",
    "volunteer",
)
MORE_FACTS = ("second_work", "debt_to", "signed_by", "surveyed_on", "surveyor", "note")
HIDDEN = ("survey", "household", "version")


def first_values(household: Household, survey: DemandSurvey | None) -> dict:
    """What is known of a household, as its row shows it."""
    values = {"household": household.pk, "house_no": household.house_no, "head": household.full_name, "version": ""}
    if survey is None:
        return values | {"volunteer": True}
    values |= {"survey": survey.pk, "version": str(survey.version)}
    values |= {name: getattr(survey, name) for name in FACTS + MORE_FACTS}
    for wish in survey.wishes.all():
        values |= {f"wish_{wish.rank}": str(wish.occupation), f"reason_{wish.rank}": wish.reason}
    return values


class SurveyRowForm(PlainForm):
    """One household's answers; one that is known already keeps its house number and head."""

    model = DemandSurvey
    stale = None
    survey = forms.IntegerField(widget=forms.HiddenInput, required=False)
    household = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    house_no = ThaiCharField(label="บ้านเลขที่", required=False, max_length=20)
    head = ThaiCharField(label="ชื่อหัวหน้าครัวเรือน", required=False, max_length=200)
    informant = ThaiCharField(label="ผู้ให้ข้อมูล", required=False, max_length=200)
    work = ThaiCharField(label="อาชีพหลักปัจจุบัน", required=False, max_length=100)
    income = MoneyField(label="รายได้ (บาท/ปี)", required=False, max_digits=14, decimal_places=2)
    expense = MoneyField(label="รายจ่าย (บาท/ปี)", required=False, max_digits=14, decimal_places=2)
    debt = MoneyField(label="หนี้สิน (บาท)", required=False, max_digits=14, decimal_places=2)
    wish_1 = ThaiCharField(label="อยากเรียน อันดับ 1", required=False, max_length=100)
    reason_1 = ThaiCharField(label="เหตุผล 1", required=False, max_length=200)
    wish_2 = ThaiCharField(label="อันดับ 2", required=False, max_length=100)
    reason_2 = ThaiCharField(label="เหตุผล 2", required=False, max_length=200)
    wish_3 = ThaiCharField(label="อันดับ 3", required=False, max_length=100)
    reason_3 = ThaiCharField(label="เหตุผล 3", required=False, max_length=200)
    land_rai = RaiField(label="ที่ดิน (ไร่)", required=False, max_digits=10, decimal_places=4)
    water = ThaiCharField(label="แหล่งน้ำ", required=False, max_length=200)
    tools = ThaiCharField(label="เครื่องมือที่มี", required=False, max_length=200)
    labour = WholeNumberField(label="แรงงาน (คน)", required=False)
    materials = ThaiCharField(label="วัสดุที่ต้องการ", required=False)
    volunteer = forms.BooleanField(label="สมัครใจ", required=False)

    facts = FACTS

    def __init__(self, *args, sheet, held, **kwargs):
        self.sheet = sheet
        self.held, self.known = held or (None, None)
        super().__init__(*args, **kwargs)
        if self.held is not None:
            self.initial = first_values(self.held, self.known)
        for rank in RANKS:
            self.fields[f"wish_{rank}"].widget.attrs["list"] = "trades"

    def has_changed(self):
        """A new row says something once words stand in it; its tick is only offered."""
        if self.held is not None:
            return super().has_changed()
        own = [name for name in self.fields if name not in (*HIDDEN, "volunteer", "confirmed")]
        return any((self.data.get(self.add_prefix(name)) or "").strip() for name in own)

    def clean_house_no(self):
        return thai.arabic_digits(self.cleaned_data["house_no"])

    def clean(self):
        data = super().clean()
        if not self.has_changed():
            return data
        if self.held is None:
            self._look_for_household(data)
        elif {"house_no", "head"} & set(self.changed_data):
            name = "head" if "head" in self.changed_data else "house_no"
            self.add_error(name, "แก้บ้านเลขที่และชื่อหัวหน้าครัวเรือนได้ที่หน้าครัวเรือน แถวนี้บันทึกเฉพาะคำตอบ")
        self._read_wishes(data)
        self._ask_doubts(data)
        return data

    def _look_for_household(self, data):
        house_no, head = data.get("house_no"), data.get("head")
        for name, sentence in [("house_no", "โปรดใส่บ้านเลขที่"), ("head", "โปรดใส่ชื่อหัวหน้าครัวเรือน")]:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if not (house_no and head):
            return
        if not enrolling.is_usual_house_no(house_no):
            self.doubt("house_no", f"บ้านเลขที่ “{house_no}” ต่างจากที่พบทั่วไป เช่น 12 หรือ 12/3")
        same = enrolling.find_household(self.sheet.households, house_no, head)
        if same is not None and same.pk in self.sheet.surveyed:
            self.add_error("head", f"{same} มีแบบสำรวจแล้วในตารางนี้ แก้ไขที่แถวเดิม")
        elif same is None and (near := enrolling.near_households(self.sheet.households, house_no, head)):
            names = ", ".join(f"บ้านเลขที่ {h.house_no} {h}" for h in near[:3])
            self.doubt("house_no", f"ในหมู่บ้านมีครัวเรือนที่ใกล้เคียง: {names} หากเป็นคนละครัวเรือน")

    def _read_wishes(self, data):
        chosen = {}
        for rank in RANKS:
            name, words = f"wish_{rank}", data.get(f"wish_{rank}") or ""
            trade = self.sheet.trade(words)
            if words and trade is None:
                self.add_error(name, "ไม่มีอาชีพนี้ในรายการ โปรดเลือกจากรายการ")
            elif trade is not None and trade in chosen.values():
                self.add_error(name, "เลือกอาชีพนี้แล้วในอันดับก่อน")
            elif trade is not None and rank > 1 and not data.get(f"wish_{rank - 1}"):
                self.add_error(name, f"ใส่อาชีพที่อยากเรียนอันดับ {rank - 1} ก่อน")
            elif data.get(f"reason_{rank}") and not words and name not in self.errors:
                self.add_error(name, "ใส่เหตุผลแล้ว โปรดใส่อาชีพที่อยากเรียน")
            chosen[rank] = trade
        self.cleaned_data["trades"] = chosen

    def _ask_doubts(self, data):
        changed = set(self.changed_data)
        if (data.get("land_rai") or 0) > MANY_RAI and "land_rai" in changed:
            self.doubt("land_rai", f"ที่ดิน {thai.rai(data['land_rai'])} ไร่ มากกว่าที่พบทั่วไป")
        if (data.get("labour") or 0) > MANY_HANDS and "labour" in changed:
            self.doubt("labour", f"แรงงาน {data['labour']} คน มากกว่าที่พบทั่วไป")
        for name in ("income", "expense", "debt"):
            if (data.get(name) or 0) > MANY_BAHT and name in changed:
                self.doubt(name, f"{self.fields[name].label} มากกว่าที่พบทั่วไป")

    def perform(self):
        data = self.cleaned_data
        if self.held is None:
            household = household_of(self.sheet.target, data["house_no"], split_name(data["head"]), by=self.user)
        else:
            household = self.held
            self._meet_others()
        answers = Answers(
            facts=self.answered(),
            wishes=data["trades"],
            reasons={rank: data.get(f"reason_{rank}") or "" for rank in RANKS},
        )
        survey = take_survey(self.sheet.target, household, answers, by=self.user)
        if self.doubts:
            record("confirm", survey, by=self.user, confirmed=self.doubts)
        return survey

    def answered(self) -> dict:
        """The survey's own fields; the sheet's day and surveyor stand where a survey has none yet."""
        facts = {name: self.cleaned_data[name] for name in self.facts}
        if self.known is None or self.known.surveyed_on is None:
            facts |= self.sheet.common
        return facts

    def _meet_others(self):
        survey = (
            DemandSurvey.objects.select_for_update(of=("self",))
            .filter(household=self.held, target_village=self.sheet.target)
            .first()
        )
        present = first_values(self.held, survey)
        meet_others(self, present, saved=last_change(survey) if survey else ("", ""), hidden=HIDDEN)


class SurveyForm(SurveyRowForm):
    """All answers of one household on a page."""

    second_work = ThaiCharField(label="อาชีพเสริมปัจจุบัน", required=False, max_length=100)
    debt_to = ThaiCharField(label="เจ้าหนี้", required=False, max_length=200)
    signed_by = ThaiCharField(label="ผู้ลงชื่อให้ข้อมูล", required=False, max_length=200)
    surveyed_on = ThaiDateField(label="วันที่สำรวจ")
    surveyor = ThaiCharField(label="ผู้สำรวจ", required=False, max_length=150)
    note = ThaiCharField(label="หมายเหตุ", required=False, widget=forms.Textarea({"rows": 2}))

    facts = FACTS + MORE_FACTS
    field_order = [
        "house_no", "head", "informant", "work", "second_work", "income", "expense", "debt", "debt_to",
        *(f"{name}_{rank}" for rank in RANKS for name in ("wish", "reason")),
        "land_rai", "water", "tools", "labour", "materials", "volunteer",
        "signed_by", "surveyed_on", "surveyor", "note",
    ]  # fmt: skip

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["materials"].widget = forms.Textarea({"rows": 2})
        self.fields["land_rai"].help_text = "เช่น 3 หรือ 2.5 หรือ 3-2-50 (ไร่-งาน-ตารางวา)"
        self.fields["informant"].help_text = "ถ้าไม่ใช่หัวหน้าครัวเรือน"
        if self.held is not None:
            for name in OF_HOUSEHOLD:
                self.fields[name].disabled = True
        else:
            for name in OF_HOUSEHOLD:
                self.fields[name].required = True

    def clean_surveyed_on(self):
        if self.cleaned_data["surveyed_on"] > self.today:
            raise forms.ValidationError(FUTURE)
        return self.cleaned_data["surveyed_on"]

    def answered(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.facts}
