"""What the cells of a column look like, whatever its head says: phones, house codes, days, names, moo."""

import datetime
import itertools
import re
from typing import Any

from django.core.exceptions import ValidationError

from samma import thai
from samma.people import is_title, split_name
from samma.resources import reading, synonyms
from samma.resources.addresses import split_address
from samma.resources.cell import as_text

SAMPLED = 200

_DIGITS = re.compile(r"[\s\-–.]")
_PATTERNS = {
    "citizen": re.compile(r"[0-9]{13}"),
    "house_code": re.compile(r"[1-9][0-9]{10}"),
    "village": re.compile(r"[1-9][0-9]{7}"),
    "phone": re.compile(r"0?[2-9][0-9]{7,8}"),
    "year": re.compile(r"25[0-9]{2}"),
}
_MOO = re.compile(r"(?:หมู่ที่|หมู่|ม\.)\s*[0-9]{1,2}")
_AMOUNT = re.compile(r"[-(]?[0-9][0-9,]*(?:\.[0-9]*)?[).]?(?:\.?-|\s*(?:บาท|คน|ครัวเรือน|ปี|ราย|วัน|ครั้ง|แห่ง|หลัง)\.?)?")
_HOUSE = re.compile(r"[0-9]{1,4}(?:/[0-9]{1,4})?\s?[ก-ฮ]?")


def shown(value: Any) -> str:
    """A cell as text, a fault of Excel's included."""
    try:
        return thai.fold_spaces(as_text(value))
    except ValidationError:
        return str(value)


def forms_of(value: Any) -> set[str]:
    """The forms that a cell has."""
    if isinstance(value, datetime.date):
        return {"day"}
    text = thai.arabic_digits(shown(value))
    figures = _DIGITS.sub("", text)
    found = {form for form, pattern in _PATTERNS.items() if pattern.fullmatch(figures)}
    if _MOO.fullmatch(text):
        found.add("moo")
    elif (address := split_address(text)).house_no and (address.place or address.place.tambon):
        found.add("address")
    elif _HOUSE.fullmatch(text):
        found.add("house_no")
    if is_title(text):
        found.add("title")
    elif split_name(text).title and split_name(text).last_name:
        found.add("person")
    if not figures.isdecimal() and _is_day(text):
        found.add("day")
    if _AMOUNT.fullmatch(text):
        found.add("number")
    return found


def _is_day(text: str) -> bool:
    try:
        thai.read_date(text)
    except thai.ThaiDateError:
        return False
    return True


def shares(values: list[Any]) -> dict[str, float]:
    """For each form, what part of the cells has it."""
    counts: dict[str, int] = {}
    for value in values:
        for form in forms_of(value):
            counts[form] = counts.get(form, 0) + 1
    return {form: n / len(values) for form, n in counts.items()}


def is_running(values: list[Any]) -> bool:
    """1, 2, 3 and so on, from the top; each village may begin anew."""
    numbers = [int(text) for value in values if (text := thai.arabic_digits(shown(value)).rstrip(".)")).isdecimal()]
    if len(numbers) < len(values) or len(numbers) < 2:
        return False
    return numbers[0] == 1 and all(b in (a + 1, 1) for a, b in itertools.pairwise(numbers))


# The form that the cells of a reading must have, and what a form alone is guessed to be.
_OF_READING = {
    reading.Phone: "phone",
    reading.Day: "day",
    reading.Money: "number",
    reading.Quantity: "number",
    reading.Whole: "number",
}
OF_FORM = {
    "citizen": "",
    "house_code": "house_code",
    "phone": "phone",
    "moo": synonyms.MOO,
    "address": synonyms.ADDRESS,
    "title": synonyms.TITLE,
    "year": "year",
}
_OF_NAME = {
    "house_code": "house_code",
    "year": "year",
    synonyms.TITLE: "title",
    synonyms.MOO: "moo or number",
    "village": "village",
    "code": "village",
}


def fit(name: str, widget: Any, found: dict[str, float]) -> float | None:
    """How well cells suit a target; None where any text does."""
    form = _OF_NAME.get(name) or next((f for kind, f in _OF_READING.items() if isinstance(widget, kind)), None)
    if form is None:
        return None
    return max((found.get(one, 0.0) for one in form.split(" or ")), default=0.0)
