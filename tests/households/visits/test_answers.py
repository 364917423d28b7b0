"""Unknown money is never 0: an amount, "ยังไม่มี" and "ไม่ทราบ" are three different answers."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from households.models import Answer
from households.visits.answers import AnswerField, read_answer, shown_answer


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("๑,๒๐๐", (Answer.AMOUNT, Decimal(1200))),
        ("1,200.- ", (Answer.AMOUNT, Decimal(1200))),
        ("0", (Answer.AMOUNT, Decimal(0))),
        ("ยังไม่มี", (Answer.NONE, None)),
        ("ไม่มี", (Answer.NONE, None)),
        ("ไม่ทราบ / ไม่สะดวกบอก", (Answer.UNKNOWN, None)),
        ("", (Answer.UNKNOWN, None)),
        ("-", (Answer.UNKNOWN, None)),
    ],
)
def test_answers(typed, told):
    assert read_answer(typed) == told


def test_nonsense_is_refused_with_what_to_type():
    with pytest.raises(ValidationError, match="หรือพิมพ์ “ยังไม่มี” หรือ “ไม่ทราบ”"):
        read_answer("มากพอควร")


def test_amount_and_word_together_are_refused():
    field = AnswerField()
    value = field.widget.value_from_datadict({"gained": "500", "gained_word": "none"}, {}, "gained")
    with pytest.raises(ValidationError, match="อย่างใดอย่างหนึ่ง"):
        field.clean(value)


def test_shown():
    assert shown_answer("amount", Decimal(1200)) == "1,200.00 บาท" and shown_answer("none", None) == "ยังไม่มี"
