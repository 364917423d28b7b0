"""Money that may be unknown: an amount, "ยังไม่มี" or "ไม่ทราบ/ไม่สะดวกบอก" in one field. Unknown is never 0."""

from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from households.models import Answer
from samma import thai

WORDS = {
    Answer.NONE: {"ยังไม่มี", "ไม่มี", Answer.NONE.value},
    Answer.UNKNOWN: {"", "-", "–", "ไม่ทราบ", "ไม่บอก", "ไม่สะดวกบอก", "ไม่ทราบ/ไม่สะดวกบอก", Answer.UNKNOWN.value},
}


class Told(NamedTuple):
    """What was answered: the kind, and baht for an amount."""

    kind: str
    amount: Decimal | None


def read_answer(text: str) -> Told:
    """ "1,200" -> an amount; "ยังไม่มี", "ไม่ทราบ" -> those answers; empty is unknown. Raises ValidationError in Thai."""
    said = thai.fold_spaces(thai.normalise(text or "")).replace(" ", "")
    for kind, words in WORDS.items():
        if said in words:
            return Told(kind, None)
    try:
        return Told(Answer.AMOUNT, thai.read_money(said))
    except thai.ThaiNumberError as error:
        raise ValidationError(f"{error} หรือพิมพ์ “ยังไม่มี” หรือ “ไม่ทราบ”") from error


def shown_answer(kind: str, amount: Decimal | None) -> str:
    """The answer in words: "1,200.00 บาท", "ยังไม่มี", "ไม่ทราบ/ไม่สะดวกบอก"."""
    return f"{thai.money(amount)} บาท" if kind == Answer.AMOUNT and amount is not None else str(Answer(kind).label)


class AnswerInput(forms.TextInput):
    """A box for baht, and the two other answers beside it, one of which can be chosen by thumb."""

    template_name = "households/visits/answer.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = value if value in (Answer.NONE.value, Answer.UNKNOWN.value) else ""
        if chosen:
            context["widget"]["value"] = ""
        context["words"] = [(kind.value, kind.label, kind.value == chosen) for kind in (Answer.NONE, Answer.UNKNOWN)]
        return context

    def value_from_datadict(self, data, files, name):
        typed, word = (data.get(name) or "").strip(), data.get(f"{name}_word") or ""
        return f"{typed} {word}".strip() if typed and word else typed or word

    def id_for_label(self, id_):
        return id_


class AnswerField(forms.CharField):
    """An amount in baht or an answer without one; its value is a `Told`."""

    widget = AnswerInput

    def __init__(self, **kwargs):
        super().__init__(**{"required": False} | kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value):
        typed, _, word = (value or "").rpartition(" ")
        if typed and word in (Answer.NONE.value, Answer.UNKNOWN.value):
            raise ValidationError("ใส่จำนวนเงิน หรือเลือก ยังไม่มี / ไม่ทราบ อย่างใดอย่างหนึ่ง")
        return read_answer(value or "")
