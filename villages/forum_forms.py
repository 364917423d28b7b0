"""What the forum finds in the village, as a grid, and the items that are sent to plans."""

from django import forms

from samma import thai
from samma.accounts.events import last_change, record
from samma.accounts.forms import RecordedForm
from samma.formfields import MoneyField, ThaiCharField
from samma.forms import PlainForm
from samma.grid import PlainGrid, meet_others, plain_grid
from samma.scope import row_number
from villages.models import Occupation, PlanAnswer, PlanProposal, Potential, PotentialKind

BLANK_ROWS = 8
MOST_ROWS = 80


class PotentialRow(PlainForm):
    """One line of the forum's list; a row with `potential` is known, and one whose name was emptied is taken away."""

    model = Potential
    stale = None
    potential = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="ประเภท", required=False, choices=[("", "เลือก"), *PotentialKind.choices])
    name = ThaiCharField(label="ศักยภาพหรือทรัพยากร", required=False, max_length=150)
    detail = ThaiCharField(label="รายละเอียด", required=False, max_length=500)
    value = MoneyField(label="มูลค่าหรือเงินทุน (บาท)", required=False, max_digits=14, decimal_places=2)
    trade = ThaiCharField(label="ใช้กับอาชีพ", required=False, max_length=100)

    def __init__(self, *args, grid, held, **kwargs):
        self.grid, self.held = grid, held
        super().__init__(*args, **kwargs)
        if held is not None:
            self.initial = first_values(held)
        self.fields["trade"].widget.attrs["list"] = "trades"

    def has_changed(self):
        """A new row says something once words stand in it."""
        if self.held is not None:
            return super().has_changed()
        return any(
            (self.data.get(self.add_prefix(name)) or "").strip() for name in ("name", "detail", "value", "trade")
        )

    def clean(self):
        data = super().clean()
        if not self.has_changed() or self.is_emptied(data):
            return data
        if not data.get("name") and "name" not in self.errors:
            self.add_error("name", "โปรดพิมพ์ชื่อศักยภาพหรือทรัพยากร")
        if not data.get("kind") and "kind" not in self.errors:
            self.add_error("kind", "โปรดเลือกประเภท")
        words = data.get("trade", "")
        found = [t for t in self.grid.trades if words and thai.search_fold(t.name) == thai.search_fold(words)]
        if words and not found:
            self.add_error("trade", "ไม่มีอาชีพนี้ในรายการ โปรดเลือกจากรายการ")
        self.cleaned_data["occupation"] = found[0] if found else None
        return data

    def is_emptied(self, data) -> bool:
        return self.held is not None and not any(data.get(name) for name in ("name", "detail", "value", "trade"))

    def perform(self):
        data = self.cleaned_data
        if self.held is not None:
            row = Potential.objects.select_for_update(of=("self",)).filter(pk=self.held.pk).first()
            if row is None:
                raise forms.ValidationError("มีผู้อื่นเอารายการนี้ออกไปแล้ว หากยังต้องการ ให้พิมพ์เป็นแถวใหม่")
            meet_others(self, first_values(row), saved=last_change(row), hidden=("potential", "version"))
            if self.is_emptied(data):
                record("remove", row, by=self.user)
                row.delete()
                return self.held
            row.version += 1
        else:
            row = Potential(village=self.grid.village)
        row.kind, row.name, row.detail = data["kind"], data["name"], data["detail"]
        row.value, row.trade, row.found_on = data["value"], data["occupation"], self.grid.day or row.found_on
        row.save()
        record("edit" if self.held else "create", row, by=self.user)
        return row


def first_values(row: Potential) -> dict:
    return {
        "potential": row.pk,
        "version": row.version,
        "kind": row.kind,
        "name": row.name,
        "detail": row.detail,
        "value": row.value,
        "trade": str(row.trade or ""),
    }


class PotentialBase(PlainGrid):
    """All that is known of the village, and blank rows for the forum of today."""

    def __init__(self, *args, village, day, **kwargs):
        self.village, self.day = village, day
        self.known = {row.pk: row for row in village.potentials.select_related("trade")}
        self.trades = list(Occupation.objects.trades().filter(is_active=True))
        self.rows = list(self.known.values())
        kwargs["initial"] = [first_values(row) for row in self.rows] + [{}] * BLANK_ROWS
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        held = None
        if index is not None and self.is_bound:
            held = self.known.get(row_number(self.data.get(f"{self.prefix}-{index}-potential", "")))
        elif index is not None and index < len(self.rows):
            held = self.rows[index]
        return super().get_form_kwargs(index) | {"grid": self, "held": held}

    def clean(self):
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            key = (data.get("kind"), thai.search_fold(data.get("name") or ""))
            if not key[1]:
                continue
            if key in seen and form.has_changed():
                form.add_error("name", "รายการนี้ซ้ำกันในตาราง")
            seen.add(key)


PotentialGrid = plain_grid(PotentialRow, max_num=MOST_ROWS, grid=PotentialBase)


class ProposalForm(RecordedForm):
    """An item sent to a plan, and later its answer."""

    class Meta:
        model = PlanProposal
        fields = [
            "item",
            "trade",
            "households",
            "plan",
            "sent_on",
            "sent_to",
            "letter_no",
            "budget_asked",
            "answer",
            "answered_on",
            "budget_given",
            "note",
        ]
        widgets = {"trade": forms.Select({"data-picker": ""}), "note": forms.Textarea({"rows": 2})}

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        trades = Occupation.objects.trades()
        self.fields["trade"].queryset = trades.filter(is_active=True) | trades.filter(pk=self.instance.trade_id)
        self.fields["trade"].empty_label = "ไม่เจาะจงอาชีพ"

    def clean(self):
        data = super().clean()
        for name in ("sent_on", "answered_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, "วันที่อยู่ในอนาคต โปรดตรวจสอบ")
        given, asked = data.get("budget_given"), data.get("budget_asked")
        if given and data.get("answer") in (PlanAnswer.WAITING, PlanAnswer.REFUSED):
            self.add_error("budget_given", "ได้งบประมาณแล้ว โปรดเลือกคำตอบว่าบรรจุแล้ว")
        elif given and asked is not None and given > asked:
            self.doubt("budget_given", "งบประมาณที่ได้มากกว่าที่เสนอ")
        return data
