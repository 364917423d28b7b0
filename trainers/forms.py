"""Forms of sages and teams; the five seats are one grid."""

from django import forms

from samma.accounts.forms import RecordedForm
from samma.formfields import PhoneField, ThaiCharField, ThaiDateField
from samma.forms import PlainForm
from samma.grid import PlainGrid, plain_grid
from samma.people import split_name
from trainers import actions
from trainers.models import SEAT_NAMES, LeadCourse, Sage, Team, Trainer
from trainers.rules import near_names, same_name
from villages.models import Occupation


class SageForm(RecordedForm):
    class Meta:
        model = Sage
        fields = [
            "village",
            "kind",
            "title",
            "first_name",
            "last_name",
            "phone",
            "address",
            "birth_year",
            "education",
            "work",
            "second_work",
            "expertise",
            "expertise_detail",
            "years",
            "taught_before",
            "can_teach",
            "teaches_at",
            "teaches_at_detail",
            "willing",
            "consent",
            "outcome",
            "surveyed_on",
            "surveyor",
            "note",
        ]
        widgets = {
            "village": forms.Select({"data-picker": ""}),
            "expertise": forms.Select({"data-picker": ""}),
            "outcome": forms.Textarea({"rows": 3}),
            "note": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = self.fields["village"].queryset.select_related("tambon")
        self.fields["expertise"].queryset = Occupation.objects.trades().filter(is_active=True)

    def clean(self):
        """Two people may share a name; one person written twice is asked about."""
        data = super().clean()
        village, first, last = (data.get(name) for name in ("village", "first_name", "last_name"))
        if village and first and {"village", "first_name", "last_name"} & set(self.changed_data):
            same = Sage.objects.filter(village=village, first_name=first, last_name=last or "")
            if same.exclude(pk=self.instance.pk).exists():
                self.doubt("first_name", f"{village} มีปราชญ์ชื่อ {first} {last or ''} ในฐานข้อมูลแล้ว หากเป็นคนละคน")
        return data

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if year is not None and not 2440 <= year <= 2600:
            raise forms.ValidationError("ปีเกิดเป็นปี พ.ศ. เช่น 2500")
        return year


class TeamForm(RecordedForm):
    class Meta:
        model = Team
        fields = ["order_no", "order_date", "order_signer", "order_signer_position"]


class LeadCourseForm(RecordedForm):
    class Meta:
        model = LeadCourse
        fields = ["year", "centre", "batch", "starts", "ends"]


class TrainerCourseForm(RecordedForm):
    class Meta:
        model = Trainer
        fields = ["course", "certificate_no"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = LeadCourse.objects.filter(year=self.instance.year_id)
        self.fields["course"].empty_label = "ยังไม่ผ่านหลักสูตร"
        self.fields["course"].help_text = "หากไม่มีรุ่นที่ต้องการ เพิ่มได้ที่หน้า “หลักสูตรวิทยากรผู้นำ”"


class SeatRow(PlainForm):
    """One seat: a name from the survey base, or a new sage of the village; pasted as name, trade, phone."""

    seat = forms.IntegerField(widget=forms.HiddenInput)
    person = ThaiCharField(label="ชื่อ-สกุล", required=False, max_length=200)
    expertise = ThaiCharField(label="อาชีพที่เชี่ยวชาญ", required=False, max_length=100)
    phone = PhoneField(label="โทรศัพท์", required=False)
    started = ThaiDateField(label="เริ่มเมื่อ", required=False)

    def __init__(self, *args, team, base, trades, today, **kwargs):
        self.team, self.base, self.trades, self.today = team, base, trades, today
        super().__init__(*args, **kwargs)
        self.fields["person"].widget.attrs["list"] = "sages"
        self.fields["expertise"].widget.attrs["list"] = "trades"

    def clean(self):
        data = super().clean()
        name = data.get("person", "")
        if not name:
            if any(data.get(field) for field in ("expertise", "phone")):
                self.add_error("person", "โปรดพิมพ์ชื่อ-สกุล")
            return data
        self.cleaned_data["sage"] = self._find(name)
        trade = data.get("expertise", "")
        found = next((t for t in self.trades if same_name(trade, t.name)), None) if trade else None
        if trade and found is None:
            self.add_error("expertise", "ไม่มีอาชีพนี้ในรายการ โปรดเลือกจากรายการ")
        self.cleaned_data["trade"] = found
        return data

    def _find(self, name):
        """The sage meant, or None for a new one; near names and sages of another village are asked about."""
        meant = [sage for sage in self.base if f"#{sage.pk}" in name.split()] or [
            sage for sage in self.base if same_name(name, sage.full_name)
        ]
        if len(meant) > 1:
            marks = " หรือ ".join(f"{sage.full_name} #{sage.pk}" for sage in meant)
            self.add_error("person", f"มีปราชญ์ชื่อนี้ {len(meant)} คน โปรดพิมพ์เลขต่อท้าย เช่น {marks}")
        elif meant and meant[0].village_id != self.team.target_village.village_id:
            self.doubt("person", f"{meant[0]} อยู่{meant[0].village} คนละหมู่บ้านกับทีม")
        elif not meant and (near := near_names(name, (sage.full_name for sage in self.base))):
            self.doubt("person", f"ไม่พบชื่อนี้ แต่มีชื่อใกล้เคียง: {', '.join(near)} หากเป็นคนใหม่จริง")
        return meant[0] if len(meant) == 1 else None

    def perform(self):
        data = self.cleaned_data
        day = data.get("started") or self.today
        sage = data["sage"] or self._new_sage(day)
        team = actions.open_team(self.team.target_village, by=self.user)
        return actions.seat(team, sage, data["seat"], by=self.user, today=day, from_next_door=True)

    def _new_sage(self, day):
        name = split_name(self.cleaned_data["person"].split(" #")[0])
        return actions.add_sage(
            self.team.target_village.village,
            name,
            by=self.user,
            expertise=self.cleaned_data["trade"],
            phone=self.cleaned_data["phone"],
            surveyed_on=day,
        )


class SeatGridBase(PlainGrid):
    """The five seats; a seat that is taken stands there as it is."""

    def __init__(self, *args, team, today, **kwargs):
        self.team = team
        village = team.target_village.village
        base = Sage.objects.visible_to(kwargs["user"]).under(village.code[:6]).select_related("village")
        self.base = sorted(base, key=lambda sage: (sage.village_id != village.pk, sage.sort_key))
        trades = list(Occupation.objects.trades().filter(is_active=True))
        self.trades, self.today = trades, today
        held = {trainer.seat: trainer for trainer in (team.seated() if team.pk else [])}
        kwargs["initial"] = [
            {
                "seat": seat,
                "person": held[seat].sage.full_name if seat in held else "",
                "expertise": (held[seat].sage.expertise or "") if seat in held else "",
                "phone": held[seat].sage.phone if seat in held else "",
                "started": held[seat].started if seat in held else None,
            }
            for seat in SEAT_NAMES
        ]
        super().__init__(*args, **kwargs)

    def clean(self):
        """One name in two rows would be one person in two seats, or a sage written twice."""
        named = []
        for form in self.written_forms():
            person = form.cleaned_data.get("person", "")
            if person and any(same_name(person, other) for other in named):
                form.add_error("person", "ชื่อนี้ซ้ำกันในตาราง หนึ่งคนอยู่ได้ตำแหน่งเดียว หากเป็นคนละคนชื่อเดียวกัน ให้บันทึกทีละคน")
            named.append(person)

    def get_form_kwargs(self, index):
        shared = {"team": self.team, "base": self.base, "trades": self.trades, "today": self.today}
        return super().get_form_kwargs(index) | shared


SeatGrid = plain_grid(SeatRow, max_num=len(SEAT_NAMES), grid=SeatGridBase)
