"""Writing visits down: one at a time with photos, or a stack of papers as a grid."""

import uuid

from django import forms

from households.models import Channel, Enrolment, Practising, Visit
from households.visits.answers import AnswerField
from households.visits.writing import follow_up, log_visit, responsible_on
from samma import thai
from samma.formfields import ThaiCharField, ThaiDateField
from samma.forms import PlainForm, RuleForm
from samma.grid import PlainGrid, plain_grid
from samma.photos import PhotosField
from trainers.models import Sage


def judge_day(form, field: str, on, enrolment, today) -> None:
    """A day that has not come is refused; one outside the programme year, or a second visit that day, is asked about."""
    if on is None:
        return
    if on > today:
        form.add_error(field, "วันที่เยี่ยมยังมาไม่ถึง")
        return
    first, _past = thai.fiscal_range(enrolment.target_village.year_id)
    if on < first:
        form.doubt(field, f"วันที่เยี่ยมอยู่ก่อนปีงบประมาณ {enrolment.target_village.year_id}")
    if enrolment.visits.filter(on=on).exclude(pk=form.visit_id).exists():
        form.doubt(field, f"มีบันทึกการเยี่ยม {enrolment.household} ของวันที่ {thai.thai_date_short(on)} แล้ว")


class VisitForm(RuleForm):
    """One visit, by the officer from a paper or by the trainer on his phone. Sent twice it is still one visit."""

    visit_id = None
    id = forms.UUIDField(widget=forms.HiddenInput)
    gained_answer = AnswerField(label="ได้เงินเพิ่มจากอาชีพนี้เท่าใด ตั้งแต่ครั้งก่อน")
    saved_answer = AnswerField(label="ลดรายจ่ายได้เท่าใด ตั้งแต่ครั้งก่อน")
    photos = PhotosField(label="ภาพถ่าย", most=6)

    class Meta:
        model = Visit
        fields = [
            "on",
            "channel",
            "visited_by",
            "visitor",
            "met",
            "practising",
            "stopped_reason",
            "produced",
            "problem",
            "help_given",
            "help_needed",
            "promise",
            "next_on",
        ]
        widgets = {name: forms.Textarea({"rows": 2}) for name in ("problem", "help_given", "help_needed")}

    field_order = [
        "id", "on", "channel", "visited_by", "visitor", "met", "practising", "stopped_reason", "produced",
        "gained_answer", "saved_answer", "problem", "help_given", "help_needed", "promise", "next_on", "photos",
    ]  # fmt: skip

    def __init__(self, *args, enrolment, today, **kwargs):
        self.enrolment, self.today = enrolment, today
        kwargs["initial"] = {"id": uuid.uuid4(), "on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.instance.enrolment = enrolment
        team = Sage.objects.filter(seats__team__target_village=enrolment.target_village_id).distinct()
        self.fields["visited_by"].queryset = team
        self.fields["visited_by"].empty_label = "ไม่ใช่วิทยากร (พิมพ์ชื่อในช่องถัดไป)"
        self.fields["next_on"].help_text = "เว้นว่างได้"
        if self.user.is_trainer:
            del self.fields["visitor"]
            self.fields["visited_by"].empty_label = None
            self.fields["visited_by"].required = True
            self.fields["visited_by"].initial = self.user.sage

    def clean(self):
        data = super().clean()
        self.visit_id = data.get("id")
        judge_day(self, "on", data.get("on"), self.enrolment, self.today)
        if not self.user.is_trainer and not data.get("visited_by") and not data.get("visitor"):
            self.add_error("visited_by", "โปรดเลือกวิทยากร หรือพิมพ์ชื่อผู้เยี่ยม")
        if data.get("visited_by"):
            data["visitor"] = ""
        for name in ("gained", "saved"):
            told = data.get(f"{name}_answer")
            if told is not None:
                setattr(self.instance, f"{name}_kind", told.kind)
                setattr(self.instance, name, told.amount)
        if data.get("next_on") and data.get("on") and data["next_on"] < data["on"]:
            self.add_error("next_on", "วันเยี่ยมครั้งต่อไปต้องไม่อยู่ก่อนวันที่เยี่ยม")
        return data

    def perform(self):
        self.instance.pk = self.cleaned_data["id"]
        return log_visit(self.instance, by=self.user, photos=self.cleaned_data["photos"])[0]


class KeyField(forms.UUIDField):
    """The id a row was born with; it alone does not make a row of the grid a visit."""

    def has_changed(self, initial, data):
        return False


class VisitRow(PlainForm):
    """One paper of the stack."""

    model = Visit
    visit_id = None
    key = KeyField(widget=forms.HiddenInput, required=False)
    enrolment = forms.ModelChoiceField(Enrolment.objects.none(), label="ครัวเรือน", empty_label="เลือก")
    on = ThaiDateField(label="วันที่เยี่ยม")
    visited_by = forms.ModelChoiceField(Sage.objects.none(), label="วิทยากรผู้เยี่ยม", required=False, empty_label="ผู้ดูแล")
    met = ThaiCharField(label="พบใคร", required=False, max_length=200)
    practising = forms.ChoiceField(label="ทำอาชีพ", choices=[("", "–"), *Practising.choices], required=False)
    produced = ThaiCharField(label="ผลผลิต", required=False, max_length=300)
    gained = AnswerField(label="ได้เพิ่ม (บาท)", widget=forms.TextInput)
    saved = AnswerField(label="ลดได้ (บาท)", widget=forms.TextInput)
    problem = ThaiCharField(label="ปัญหา", required=False)
    help_needed = ThaiCharField(label="ต้องการความช่วยเหลือ", required=False)
    next_on = ThaiDateField(label="เยี่ยมครั้งต่อไป", required=False)

    def __init__(self, *args, enrolments, sages, today, batch, **kwargs):
        self.today, self.batch = today, batch
        super().__init__(*args, **kwargs)
        # The rows share these lists, so that twenty rows cost no more queries than one.
        self.fields["enrolment"].queryset = Enrolment.objects.filter(pk__in=[e.pk for e in enrolments])
        self.fields["enrolment"].choices = [("", "เลือก"), *((e.pk, f"{e.number}. {e.person}") for e in enrolments)]
        self.fields["visited_by"].queryset = Sage.objects.filter(pk__in=[sage.pk for sage in sages])
        self.fields["visited_by"].choices = [("", "ผู้ดูแล"), *((sage.pk, sage.full_name) for sage in sages)]

    def clean(self):
        data = super().clean()
        # A row that the page added has no id of its own: it gets one from the page's batch, the same at each sending.
        self.visit_id = data.get("key") or uuid.uuid5(self.batch, self.prefix)
        if data.get("enrolment"):
            judge_day(self, "on", data.get("on"), data["enrolment"], self.today)
        return data

    def perform(self):
        data = self.cleaned_data
        visitor = data["visited_by"] or self._responsible(data["enrolment"], data["on"])
        visit = Visit(
            id=self.visit_id,
            channel=Channel.VISIT,
            visited_by=visitor,
            visitor="" if visitor else str(self.user),
            gained_kind=data["gained"].kind,
            gained=data["gained"].amount,
            saved_kind=data["saved"].kind,
            saved=data["saved"].amount,
            **{
                name: data[name]
                for name in ("enrolment", "on", "met", "practising", "produced", "problem", "help_needed", "next_on")
            },
        )
        return log_visit(visit, by=self.user, with_state=False)[0]

    def _responsible(self, enrolment, day):
        assignment = responsible_on(enrolment, day)
        return assignment.trainer.sage if assignment else None


class VisitGridBase(PlainGrid):
    """A stack of paper visits of one village."""

    def __init__(self, *args, target, today, **kwargs):
        self.today = today
        self.enrolments = list(target.enrolments.select_related("household", "target_village").order_by("number"))
        self.sages = list(Sage.objects.filter(seats__team__target_village=target).distinct())
        super().__init__(*args, **kwargs)
        sent = self.data.get(self.add_prefix(0) + "-key") if self.is_bound else None
        try:
            self.batch = uuid.UUID(sent)
        except (TypeError, ValueError):
            self.batch = uuid.uuid4()

    def after(self, stored):
        follow_up(stored)

    def get_form_kwargs(self, index):
        born = {"key": self.batch if index == 0 else uuid.uuid5(self.batch, f"{self.prefix}-{index}")}
        shared = {"enrolments": self.enrolments, "sages": self.sages, "today": self.today, "batch": self.batch}
        return super().get_form_kwargs(index) | shared | ({"initial": born} if index is not None else {})


VisitGrid = plain_grid(VisitRow, extra=10, max_num=60, grid=VisitGridBase)
