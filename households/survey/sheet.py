"""A sheet of demand surveys: twenty households of one village on one screen."""

from django import forms
from django.http import Http404

from households.care.matching import FAR, house_number
from households.forms import FUTURE
from households.models import Household
from households.survey.forms import SurveyRowForm, first_values
from samma import thai
from samma.formfields import ThaiCharField, ThaiDateField
from samma.grid import PlainGrid, plain_grid
from samma.scope import row_number
from villages.models import Occupation

SHEET = 20  # households on one paper sheet
MOST_ROWS = 120


class CommonForm(forms.Form):
    """The day and the surveyor of a whole sheet."""

    surveyed_on = ThaiDateField(label="วันที่สำรวจ")
    surveyor = ThaiCharField(label="ผู้สำรวจ", required=False, max_length=150)

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_surveyed_on(self):
        if self.cleaned_data["surveyed_on"] > self.today:
            raise forms.ValidationError(FUTURE)
        return self.cleaned_data["surveyed_on"]


class Sheet:
    """What all rows of one village's surveys share."""

    def __init__(self, target) -> None:
        self.target = target
        self.households = list(Household.objects.filter(village=target.village_id))
        surveys = target.surveys.select_related("household").prefetch_related("wishes__occupation")
        self.surveys = sorted(
            surveys, key=lambda s: (house_number(s.household.house_no) or FAR, s.household.house_no, s.pk)
        )
        self.surveyed = {survey.household_id for survey in self.surveys}
        trades = Occupation.objects.trades()
        self.trades = [trade for trade in trades if trade.is_active]
        self._by_name = {thai.search_fold(trade.name): trade for trade in trades if trade.is_active}
        for survey in self.surveys:  # a trade out of use stays where it stands
            for wish in survey.wishes.all():
                self._by_name.setdefault(thai.search_fold(wish.occupation.name), wish.occupation)
        self.common: dict = {}

    def trade(self, words: str) -> Occupation | None:
        return self._by_name.get(thai.search_fold(words)) if words else None


class SurveyBase(PlainGrid):
    """The surveys there are, the enrolled households that were not asked yet, and blank rows up to a paper sheet."""

    def __init__(self, *args, target, today, **kwargs):
        self.target = target
        self.sheet = Sheet(target)
        data = args[0] if args else None
        self.common = CommonForm(
            data, today=today, prefix="sheet", initial={"surveyed_on": today, "surveyor": str(kwargs["user"])}
        )
        enrolled = target.enrolments.active().select_related("household").order_by("number")
        unasked = [e.household for e in enrolled if e.household_id not in self.sheet.surveyed]
        self.rows = [(s.household, s) for s in self.sheet.surveys] + [(h, None) for h in unasked]
        self.by_household = {household.pk: (household, survey) for household, survey in self.rows}
        blank = max(SHEET - len(self.rows), 5)
        kwargs["initial"] = [first_values(*row) for row in self.rows] + [{"volunteer": True}] * blank
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        held = None
        if index is not None and self.is_bound:
            typed = self.data.get(f"{self.prefix}-{index}-household", "")
            held = self.by_household.get(row_number(typed))
            if typed and held is None:
                raise Http404
        elif index is not None and index < len(self.rows):
            held = self.rows[index]
        shared = {"sheet": self.sheet, "held": held}
        if index is None:
            shared["initial"] = {"volunteer": True}
        return super().get_form_kwargs(index) | shared

    def clean(self):
        if self.common.is_valid():
            self.sheet.common = self.common.cleaned_data
        seen = set()
        for form in self.written_forms():
            data = getattr(form, "cleaned_data", {})
            key = (thai.search_fold(data.get("house_no") or ""), thai.search_fold(data.get("head") or ""))
            if form.held is None and key in seen:
                form.add_error("head", "ครัวเรือนนี้ซ้ำกันในตาราง")
            seen.add(key)

    def store(self):
        if not self.common.is_valid():
            self.is_valid()
            return None
        return super().store()


SurveyGrid = plain_grid(SurveyRowForm, max_num=MOST_ROWS, grid=SurveyBase)
