"""Forms of the 1-to-4 board beside the move of one card: two cards change places, and the day of a board of the past."""

from django import forms

from households.care.swapping import swap
from households.models import Assignment, Enrolment
from samma.formfields import ThaiCharField
from samma.forms import PlainForm


class SwapForm(PlainForm):
    """The card's household and another one change their trainers."""

    model = Assignment
    is_swap = True
    enrolment = forms.ModelChoiceField(Enrolment.objects.none(), widget=forms.HiddenInput)
    other = forms.ModelChoiceField(Enrolment.objects.none(), label="สลับกับ")
    reason = ThaiCharField(label="เหตุที่สลับ", required=False, max_length=200)

    def __init__(self, *args, target, today, **kwargs):
        self.target, self.today = target, today
        super().__init__(*args, **kwargs)
        for name in ("enrolment", "other"):
            self.fields[name].queryset = target.enrolments.active().select_related("household")

    def perform(self):
        data = self.cleaned_data
        return swap(data["enrolment"], data["other"], by=self.user, today=self.today, reason=data["reason"])
