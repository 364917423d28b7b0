"""The forms of the yearly evaluation, of a promise made in it, and of a promise kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.timezone import localdate

from groups.evaluation.rules import OURS, YearFacts, refuse_early, rows_behind
from groups.forms import NotAhead
from groups.models import GroupEvaluation, GroupPromise
from samma.accounts.forms import RecordedForm
from samma.thai import thai_date


class EvaluationForm(RecordedForm):
    """The evaluators' words, each beside what the rows of the year say; the year is the page's and is not chosen."""

    class Meta:
        model = GroupEvaluation
        fields = [
            "on", "officials", "committee", "members", "who",
            "meetings", "meetings_said", "accounts", "accounts_said", "market", "market_said",
            "went_well", "to_improve", "outcome",
        ]  # fmt: skip
        widgets = {
            name: forms.Textarea({"rows": rows})
            for name, rows in [
                ("meetings_said", 2),
                ("accounts_said", 2),
                ("market_said", 2),
                ("went_well", 5),
                ("to_improve", 5),
            ]
        }
        help_texts = {"who": "เช่น พัฒนากร ประธาน เหรัญญิก", "outcome": OURS}

    def __init__(self, *args, facts: YearFacts, **kwargs):
        super().__init__(*args, **kwargs)
        ways = rows_behind(self.instance.group)
        for name, said in (
            ("meetings", facts.of_meetings),
            ("accounts", facts.of_accounts),
            ("market", facts.of_market),
        ):
            # In a page of its own: what is typed here stays.
            self.fields[name].help_text = format_html(
                'ข้อมูลในระบบ: <a href="{}" target="_blank" rel="noopener">{}</a>', ways[name], said
            )
        if self.instance._state.adding:
            self.initial |= {"went_well": facts.went_well, "to_improve": facts.to_improve}

    def clean(self):
        data = super().clean()
        if data.get("on"):
            with self.refusing():
                refuse_early(self.instance.fiscal_year, data["on"], localdate())
        if "committee" in data and "members" in data and 0 in (data["committee"], data["members"]):
            missing = "คณะกรรมการ" if data["committee"] == 0 else "สมาชิกอื่น"
            self.doubt("committee" if data["committee"] == 0 else "members", f"ไม่มี{missing}ร่วมประเมิน")
        return data


class PromiseForm(RecordedForm):
    class Meta:
        model = GroupPromise
        fields = ["what", "who", "due"]
        help_texts = {"due": "เลยวันนี้แล้วยังไม่ทำ จะขึ้นในงานที่ต้องทำต่อ"}

    def clean_due(self):
        due, on = self.cleaned_data["due"], self.instance.evaluation.on
        if due < on:
            raise ValidationError(f"ประเมินวันที่ {thai_date(on)} กำหนดทำต้องไม่อยู่ก่อนนั้น")
        return due


class PromiseKeptForm(NotAhead, RecordedForm):
    """What came of a promise; the words of the promise stay."""

    class Meta:
        model = GroupPromise
        fields = ["done_on", "outcome"]
        help_texts = {"done_on": "ยังไม่ได้ทำให้ว่างไว้"}

    def clean(self):
        data = super().clean()
        done, on = data.get("done_on"), self.instance.evaluation.on
        if done and done < on:
            self.add_error("done_on", f"รับปากวันที่ {thai_date(on)} วันที่ทำต้องไม่อยู่ก่อนนั้น")
        return data
