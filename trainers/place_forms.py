"""The form of a place where a trade is learnt."""

from django import forms

from samma.accounts.forms import RecordedForm
from trainers.models import LearningPlace, Sage
from villages.forms import mend_coordinates
from villages.models import Occupation

TRADES = ("trade_1", "trade_2", "trade_3")
MANY = 300  # people at once


class LearningPlaceForm(RecordedForm):
    class Meta:
        model = LearningPlace
        fields = [
            "name",
            "kind",
            "village",
            *TRADES,
            "owner",
            "capacity",
            "contact",
            "phone",
            "use",
            "consent",
            "lat",
            "lon",
            "note",
        ]
        help_texts = {"lat": "องศาทศนิยม เช่น 15.1186 เว้นว่างได้", "lon": "องศาทศนิยม เช่น 104.3220"}
        widgets = {
            **{name: forms.Select({"data-picker": ""}) for name in ("village", "owner", *TRADES)},
            "note": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = self.fields["village"].queryset.select_related("tambon")
        self.fields["owner"].queryset = self.fields["owner"].queryset.select_related("village")
        self.fields["owner"].label_from_instance = _with_village
        self.fields["owner"].empty_label = "ไม่มี หรือเป็นของส่วนรวม"
        present = [getattr(self.instance, f"{name}_id") for name in TRADES]
        trades = Occupation.objects.trades()
        for name in TRADES:
            self.fields[name].queryset = trades.filter(is_active=True) | trades.filter(
                pk__in=[pk for pk in present if pk]
            )
            self.fields[name].empty_label = "ไม่ระบุ"

    def clean(self):
        data = super().clean()
        chosen = [data.get(name) for name in TRADES]
        for place, trade in enumerate(chosen):
            if trade is not None and trade in chosen[:place]:
                self.add_error(TRADES[place], "เลือกอาชีพนี้แล้วในช่องก่อน")
        if (data.get("capacity") or 0) > MANY:
            self.doubt("capacity", f"รับได้ครั้งละ {data['capacity']} คน มากกว่าที่พบทั่วไป")
        mend_coordinates(self, data)
        return data


def _with_village(sage: Sage) -> str:
    return f"{sage.full_name} · {sage.village}"
