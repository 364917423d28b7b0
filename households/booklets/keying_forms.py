"""The page of a booklet on the screen: its questions in its order, quick to type with one hand on the number pad."""

import re

from django import forms

from households.booklets.actions import key_page, visit_id_of
from households.booklets.paper import QUESTIONS
from households.models import Answer, Channel, PageEntry, Practising, Visit
from households.visits.answers import AnswerField
from households.visits.forms import judge_day
from samma import thai
from samma.formfields import ThaiCharField, ThaiDateField
from samma.forms import PlainForm
from trainers.models import Sage

# Short for the two answers without an amount, as the boxes on the paper stand.
SHORT = {"ย": Answer.NONE.label, "ท": Answer.UNKNOWN.label}
KEPT = ("on", "channel", "visited_by", "visitor")  # a stack was mostly written on one walk by one person


class BoxedDateField(ThaiDateField):
    """A day as it stands in the paper's boxes: 12032561 or 120361; and every other way of typing one."""

    def to_python(self, value):
        typed = thai.arabic_digits(value).strip() if isinstance(value, str) else value
        if isinstance(typed, str) and re.fullmatch(r"[0-9]{6}|[0-9]{8}", typed):
            value = f"{typed[:2]}/{typed[2:4]}/{typed[4:]}"
        return super().to_python(value)


class TickedAmountField(AnswerField):
    """Baht, or ย for "ยังไม่มี" and ท for "ไม่ทราบ"."""

    widget = forms.TextInput

    def clean(self, value):
        return super().clean(SHORT.get((value or "").strip(), value))


def numbered(choices) -> list[tuple[str, str]]:
    """Choices under the numbers that are printed beside their boxes, so that one key chooses."""
    return [(key, f"{number} {label}") for number, (key, label) in enumerate(choices, 1)]


class PageForm(PlainForm):
    """One page of a booklet."""

    model = PageEntry
    on = BoxedDateField(label="วันที่เยี่ยม")
    channel = forms.ChoiceField(label="ติดตามโดย", choices=numbered(Channel.choices))
    visited_by = forms.ModelChoiceField(
        Sage.objects.none(), label="ผู้เยี่ยม", required=False, empty_label="ไม่ใช่วิทยากร (พิมพ์ชื่อช่องถัดไป)"
    )
    visitor = ThaiCharField(label="ผู้เยี่ยมที่ไม่ใช่วิทยากร", required=False, max_length=200)
    met = ThaiCharField(label="พบใคร", required=False, max_length=200)
    practising = forms.ChoiceField(
        label="ทำอาชีพอยู่หรือไม่", choices=[("", "– ไม่ได้ทำเครื่องหมาย"), *numbered(Practising.choices)], required=False
    )
    stopped_reason = ThaiCharField(label="เหตุที่เลิกหรือยังไม่ทำ", required=False, max_length=300)
    produced = ThaiCharField(label="ผลผลิตตั้งแต่ครั้งก่อน", required=False, max_length=300)
    gained = TickedAmountField(label="ได้เงินเพิ่ม (บาท)", help_text="ย = ยังไม่มี · ท หรือเว้นว่าง = ไม่ทราบ")
    saved = TickedAmountField(label="ลดรายจ่ายได้ (บาท)", help_text="ย = ยังไม่มี · ท หรือเว้นว่าง = ไม่ทราบ")
    problem = ThaiCharField(label="ปัญหา", required=False)
    help_given = ThaiCharField(label="ความช่วยเหลือที่ให้", required=False)
    help_needed = ThaiCharField(label="ต้องการให้ช่วยเรื่องใด จากใคร", required=False)
    promise = ThaiCharField(label="นัดหมาย สิ่งที่จะทำต่อ", required=False, max_length=300)
    next_on = BoxedDateField(label="เยี่ยมครั้งต่อไป", required=False)

    def __init__(self, *args, page, today, **kwargs):
        self.page, self.today, self.visit_id = page, today, visit_id_of(page)
        kwargs["initial"] = self._from_the_last() | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        team = Sage.objects.filter(seats__team__target_village=page.enrolment.target_village_id).distinct()
        self.fields["visited_by"].queryset = team

    def _from_the_last(self) -> dict:
        """What the page keyed before it says of day and visitor, else the trainer on the booklet's cover."""
        keyed = PageEntry.objects.filter(page__booklet=self.page.booklet_id).select_related("visit")
        last = keyed.order_by("-keyed_at", "-pk").first()
        if last is not None:
            return {name: getattr(last.visit, name) for name in KEPT}
        trainer = self.page.booklet.trainer
        if trainer is None:
            serving = self.page.enrolment.assignments.serving().select_related("trainer__sage").first()
            trainer = serving.trainer if serving else None
        return {"channel": Channel.VISIT, "visited_by": trainer.sage if trainer else None}

    def rows(self) -> list[tuple[str, list]]:
        """(the number printed on the paper, its fields) in the paper's order."""
        also = {"visited_by": ["visitor"]}
        return [
            (str(number), [self[name], *(self[more] for more in also.get(name, []))])
            for number, (name, *_rest) in enumerate(QUESTIONS, 1)
        ]

    def clean(self):
        data = super().clean()
        judge_day(self, "on", data.get("on"), self.page.enrolment, self.today)
        if data.get("visited_by"):
            data["visitor"] = ""
        elif not data.get("visitor") and "visited_by" not in self.errors:
            self.add_error("visited_by", "โปรดเลือกวิทยากร หรือพิมพ์ชื่อผู้เยี่ยม")
        if data.get("next_on") and data.get("on") and data["next_on"] < data["on"]:
            self.add_error("next_on", "วันเยี่ยมครั้งต่อไปต้องไม่อยู่ก่อนวันที่เยี่ยม")
        return data

    def perform(self):
        data = {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}
        for name in ("gained", "saved"):
            told = data.pop(name)
            data |= {f"{name}_kind": told.kind, name: told.amount}
        return key_page(self.page, Visit(enrolment=self.page.enrolment, **data), by=self.user)
