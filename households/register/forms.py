"""The register as a grid: the year's twenty households on one screen, known ones to mend and blank rows to fill."""

from collections import Counter

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction
from django.http import Http404

from households.models import Enrolment, Household
from households.register import enrolling
from samma import thai
from samma.accounts.events import last_change, record
from samma.formfields import PhoneField, ThaiCharField, WholeNumberField
from samma.forms import PlainForm
from samma.grid import PlainGrid, meet_others, plain_grid
from samma.people import split_name
from samma.scope import row_number
from trainers.rules import same_name
from villages.models import Occupation, TargetVillage

MOST_ROWS = 60
OWN_WORDS = ("house_no", "head", "participant", "relation", "phone", "occupation", "house_code")
VOLUNTEERS = "ครัวเรือนเป้าหมายเป็นครัวเรือนที่สมัครใจ แถวนี้ยังไม่ได้เลือกสมัครใจ"


def first_values(enrolment: Enrolment) -> dict:
    """A known household as its row shows it."""
    household = enrolment.household
    return {
        "enrolment": enrolment.pk,
        "version": f"{enrolment.version}.{household.version}",
        "number": enrolment.number,
        "house_no": household.house_no,
        "head": household.full_name,
        "participant": enrolment.participant,
        "relation": enrolment.relation,
        "phone": household.phone,
        "occupation": str(enrolment.occupation or ""),
        "volunteer": enrolment.volunteer,
        "house_code": household.house_code,
    }


class RegisterRowForm(PlainForm):
    """One household; a row with `enrolment` is known already, one without is new."""

    model = Household
    stale = None
    enrolment = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    number = WholeNumberField(label="ลำดับ", required=False, min_value=1, max_value=999)
    house_no = ThaiCharField(label="บ้านเลขที่", required=False, max_length=20)
    head = ThaiCharField(label="ชื่อหัวหน้าครัวเรือน", required=False, max_length=200)
    participant = ThaiCharField(label="ผู้เข้าร่วม", required=False, max_length=200)
    relation = ThaiCharField(label="เกี่ยวข้องเป็น", required=False, max_length=50)
    phone = PhoneField(label="โทรศัพท์", required=False)
    occupation = ThaiCharField(label="อาชีพที่เลือก", required=False, max_length=100)
    volunteer = forms.BooleanField(label="สมัครใจ", required=False)
    house_code = forms.CharField(
        label="รหัสประจำบ้าน",
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args, register, held, **kwargs):
        self.register, self.held = register, held
        super().__init__(*args, **kwargs)
        if held is not None:
            self.initial = first_values(held)
        self.fields["occupation"].widget.attrs["list"] = "trades"

    def has_changed(self):
        """A new row says something once words stand in it; its number and tick are only offered."""
        if self.held is not None:
            return super().has_changed()
        return any((self.data.get(self.add_prefix(name)) or "").strip() for name in OWN_WORDS)

    def clean_house_no(self):
        return thai.arabic_digits(self.cleaned_data["house_no"])

    def clean_house_code(self):
        code = thai.arabic_digits(self.cleaned_data["house_code"]).replace("-", "").replace(" ", "")
        if code:
            RegexValidator(r"^\d{11}$", "รหัสประจำบ้านมี 11 หลัก")(code)
        return code

    def clean(self):
        data = super().clean()
        if not self.has_changed():
            return data
        for name, sentence in [("house_no", "โปรดใส่บ้านเลขที่"), ("head", "โปรดใส่ชื่อหัวหน้าครัวเรือน")]:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if data.get("relation") and not data.get("participant"):
            self.add_error("participant", "ใส่ความเกี่ยวข้องแล้ว โปรดใส่ชื่อผู้เข้าร่วม")
        if self.held is not None and data.get("number") is None and "number" not in self.errors:
            data["number"] = self.held.number  # an emptied cell takes nobody's place away
        self._find_trade(data.get("occupation", ""))
        if not data.get("volunteer") and (self.held is None or "volunteer" in self.changed_data):
            self.doubt("volunteer", VOLUNTEERS)
        if data.get("house_no") and data.get("head"):
            self._look_around(data["house_no"], data["head"])
        return data

    def _find_trade(self, words):
        found = (
            [t for t in self.register.trades if thai.search_fold(t.name) == thai.search_fold(words)] if words else []
        )
        present = self.held.occupation if self.held is not None else None
        if present is not None and present.name == words:
            found = [present]  # a trade out of use stays where it stands
        if words and not found:
            self.add_error("occupation", "ไม่มีอาชีพนี้ในรายการ โปรดเลือกจากรายการ")
        self.cleaned_data["trade"] = found[0] if found else None

    def _look_around(self, house_no, head):
        """Households of the village that this row may mean: the same one is taken up, a near one is asked about."""
        own = self.held.household_id if self.held is not None else None
        others = [h for h in self.register.households if h.pk != own]
        if {"house_no", "head"} & set(self.changed_data):
            if not enrolling.is_usual_house_no(house_no):
                self.doubt("house_no", f"บ้านเลขที่ “{house_no}” ต่างจากที่พบทั่วไป เช่น 12 หรือ 12/3")
            same = enrolling.find_household(others, house_no, head)
            if same is not None and own is not None:
                self.add_error("head", f"มีครัวเรือนบ้านเลขที่ {same.house_no} {same} อยู่แล้ว")
            elif same is None and (near := enrolling.near_households(others, house_no, head)):
                names = ", ".join(f"บ้านเลขที่ {h.house_no} {h}" for h in near[:3])
                self.doubt("house_no", f"ในหมู่บ้านมีครัวเรือนที่ใกล้เคียง: {names} หากเป็นคนละครัวเรือน")
            elif same is not None and same.pk in self.register.left:
                self.add_error("head", f"{same} เคยออกจากทะเบียนนี้ หากกลับมาให้ลบวันที่ออกในหน้าครัวเรือน")

    def as_row(self) -> enrolling.RegisterRow:
        data = self.cleaned_data
        return enrolling.RegisterRow(
            number=data["number"],
            house_no=data["house_no"],
            head=split_name(data["head"]),
            participant=data["participant"],
            relation=data["relation"],
            phone=data["phone"],
            occupation=data["trade"],
            volunteer=data["volunteer"],
            house_code=data["house_code"],
        )

    def perform(self):
        if self.held is None:
            enrolment = enrolling.enrol(self.register.target, self.as_row(), by=self.user, today=self.register.today)
        else:
            self._meet_others()
            enrolment = enrolling.amend(self.held, self.as_row(), by=self.user)
        if self.doubts:
            record("confirm", enrolment, by=self.user, confirmed=self.doubts)
        return enrolment

    def _meet_others(self):
        """A row that somebody saved meanwhile is not written over: both texts are shown, and saving again is a decision."""
        locked = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related(
            "household", "occupation"
        )
        # Its number may be set aside at this moment (`make_room`), so it is shown as it was read.
        present = first_values(locked.get(pk=self.held.pk)) | {"number": self.held.number}
        meet_others(self, present, saved=last_change(self.held), hidden=("enrolment", "version"))


class OverForm(forms.Form):
    """Why a village has more households than the year's number; asked only then."""

    over_reason = ThaiCharField(label="เหตุผลที่มีครัวเรือนเกินจำนวนของปี", required=False, max_length=200)


class RegisterBase(PlainGrid):
    """All lines of one register; new ones up to the year's number stand ready."""

    def __init__(self, *args, target, today, **kwargs):
        self.target, self.today = target, today
        enrolments = target.enrolments.select_related("household", "occupation").order_by("number")
        self.known = {e.pk: e for e in enrolments}
        self.active = [e for e in self.known.values() if e.left_on is None]
        self.left = {e.household_id for e in self.known.values() if e.left_on is not None}
        self.households = list(Household.objects.filter(village=target.village_id))
        self.trades = list(Occupation.objects.trades().filter(is_active=True))
        self.over = OverForm(args[0] if args else None)
        self.is_over = False
        last = max((e.number for e in self.known.values()), default=0)
        blank = max(target.year.households_per_village - len(self.active), 0)
        kwargs["initial"] = [first_values(e) for e in self.active]
        kwargs["initial"] += [{"number": last + n, "volunteer": True} for n in range(1, blank + 1)]
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        held = None
        if index is not None and self.is_bound:
            typed = self.data.get(f"{self.prefix}-{index}-enrolment", "")
            held = self.known.get(row_number(typed))
            if typed and held is None:
                raise Http404
        elif index is not None and index < len(self.active):
            held = self.active[index]
        shared = {"register": self, "held": held}
        if index is None:
            shared["initial"] = {"volunteer": True}
        return super().get_form_kwargs(index) | shared

    def clean(self):
        told = [form for form in self.forms if form.has_changed() or form.held is not None]
        houses = Counter(thai.search_fold(f.cleaned_data.get("house_no", "")) for f in told)
        numbers = Counter(f.cleaned_data.get("number") for f in told)
        codes = Counter(f.cleaned_data.get("house_code") for f in told)
        for form in told:
            data = form.cleaned_data
            if not form.has_changed():
                continue
            if (number := data.get("number")) and numbers[number] > 1:
                form.add_error("number", f"ลำดับที่ {number} ซ้ำกันในตาราง")
            if (code := data.get("house_code")) and codes[code] > 1:
                form.add_error("house_code", "รหัสประจำบ้านนี้ซ้ำกันในตาราง")
            house_no = data.get("house_no")
            if house_no and houses[thai.search_fold(house_no)] > 1 and "house_no" in form.changed_data:
                self._same_house(form, house_no, told)
        self._count(told)

    def _same_house(self, form, house_no, told):
        heads = [
            other.cleaned_data.get("head") or ""
            for other in told
            if other is not form and enrolling.same_house_no(other.cleaned_data.get("house_no") or "", house_no)
        ]
        head = form.cleaned_data.get("head") or ""
        if any(same_name(head, other) for other in heads if other):
            form.add_error("head", "ครัวเรือนนี้ซ้ำกันในตาราง")
        else:
            form.doubt("house_no", f"บ้านเลขที่ {house_no} มีมากกว่าหนึ่งแถว")

    def _count(self, told):
        limit, count = self.target.year.households_per_village, len(told)
        new = [form for form in told if form.held is None]
        self.is_over = bool(new) and count > limit
        if self.is_over and not (self.over.is_valid() and self.over.cleaned_data["over_reason"]):
            raise ValidationError(
                f"ปี {self.target.year_id} กำหนด {limit} ครัวเรือนต่อหมู่บ้าน ตารางนี้มี {count} ครัวเรือน หากถูกต้อง ให้บอกเหตุผลแล้วบันทึกอีกครั้ง"
            )

    def store(self):
        if not self.is_valid():
            return None
        with transaction.atomic():
            # Two officers' registers of one village are written one after the other, whatever rows each changed.
            TargetVillage.objects.select_for_update(of=("self",)).get(pk=self.target.pk)
            moving = [f.held for f in self.written_forms() if f.held is not None and "number" in f.changed_data]
            enrolling.make_room(moving)
            stored = super().store()
            if stored is None:
                transaction.set_rollback(True)
        return stored

    def after(self, stored):
        if self.is_over:
            reason = self.over.cleaned_data["over_reason"]
            count = self.target.enrolments.active().count()
            record(enrolling.OVER, self.target, by=self.user, count=count, reason=reason)


RegisterGrid = plain_grid(RegisterRowForm, max_num=MOST_ROWS, grid=RegisterBase)
