"""Reads what a phone sent: the JSON text of one visit becomes a visit, or a Thai reason beside the field to mend."""

import datetime
import hashlib
import json
import uuid
from dataclasses import dataclass
from decimal import Decimal

from households.models import Answer, Channel, Practising, Visit
from samma import thai

LINES = {"met": 200, "stopped_reason": 300, "produced": 300, "promise": 300}
PARAGRAPHS = ("problem", "help_given", "help_needed")
MOST_LETTERS = 5_000
BIGGEST_NUMBER = 2**63 - 1
BROKEN = "อ่านบันทึกนี้ไม่ได้ โปรดเปิดบันทึกแล้วส่งอีกครั้ง"
NOT_AN_AMOUNT = "ใส่จำนวนเงิน หรือเลือก ยังไม่มี / ไม่ทราบ อย่างใดอย่างหนึ่ง"


class RefusedError(ValueError):
    """Why a record cannot be stored as it was typed, in Thai, and the field to mend."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason, self.field = reason, field


@dataclass
class Sent:
    """One record of a batch: its id, its text as sent, and the hash of those bytes."""

    id: uuid.UUID
    text: str

    @property
    def hash(self) -> str:
        return hash_of(self.text)


def hash_of(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_visit(sent: Sent) -> Visit:
    """The visit that a record tells, not stored yet; raises RefusedError. Unknown keys are left alone: phones may be newer."""
    try:
        said = json.loads(sent.text)
        sent.text.encode()
    except (ValueError, RecursionError) as error:
        raise RefusedError(BROKEN) from error
    if not isinstance(said, dict):
        raise RefusedError(BROKEN)
    on, next_on = _day(said, "on"), _day(said, "next_on")
    if on is None:
        raise RefusedError("โปรดใส่วันที่เยี่ยม", "on")
    if next_on is not None and next_on < on:
        raise RefusedError("วันเยี่ยมครั้งต่อไปต้องไม่อยู่ก่อนวันที่เยี่ยม", "next_on")
    enrolment = _number(said, "enrolment")
    if enrolment is None:
        raise RefusedError(BROKEN, "enrolment")
    visit = Visit(
        id=sent.id,
        enrolment_id=enrolment,
        visited_by_id=_number(said, "visited_by"),
        on=on,
        next_on=next_on,
        channel=_choice(said, "channel", Channel) or Channel.VISIT,
        practising=_choice(said, "practising", Practising),
        device_at=read_moment(said.get("device_at")),
        sent_hash=sent.hash,
        **{name: _text(said, name, most) for name, most in LINES.items()},
        **{name: _text(said, name, MOST_LETTERS) for name in PARAGRAPHS},
    )
    for name in ("gained", "saved"):
        kind, amount = _answer(said, name)
        setattr(visit, f"{name}_kind", kind)
        setattr(visit, name, amount)
    return visit


def text_of(visit: Visit) -> str:
    """A stored visit as a phone would have sent it: what a page or sheet wrote has no text of its own."""
    said = {name: getattr(visit, name) for name in (*LINES, *PARAGRAPHS, "channel", "practising", "on", "next_on")}
    said |= {"enrolment": visit.enrolment_id, "visited_by": visit.visited_by_id}
    said |= {name: getattr(visit, name) for name in ("gained_kind", "gained", "saved_kind", "saved", "device_at")}
    return json.dumps(said, ensure_ascii=False, default=_plain, sort_keys=True)


def _plain(value) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def read_moment(text: object) -> datetime.datetime | None:
    """A time with its offset, or None for anything else: a phone's clock is told, never trusted."""
    try:
        moment = datetime.datetime.fromisoformat(text) if isinstance(text, str) else None
        if moment is None or moment.tzinfo is None:
            return None
        moment = moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return moment if 1900 < moment.year < 9000 else None  # beyond is a clock that never ran


def _day(said: dict, name: str) -> datetime.date | None:
    value = said.get(name)
    if value in (None, ""):
        return None
    try:
        day = datetime.date.fromisoformat(value)
        return day.replace(year=thai.ad_year(day.year)) if day.year > 2400 else day
    except (TypeError, ValueError) as error:
        raise RefusedError("อ่านวันที่ไม่ได้ โปรดเลือกวันที่ใหม่", name) from error


def _number(said: dict, name: str) -> int | None:
    value = said.get(name)
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= BIGGEST_NUMBER:
        raise RefusedError(BROKEN, name)
    return value


def _choice(said: dict, name: str, choices) -> str:
    value = said.get(name)
    if value in (None, ""):
        return ""
    if value not in choices.values:
        raise RefusedError("โปรดเลือกคำตอบใหม่", name)
    return value


def _text(said: dict, name: str, most: int) -> str:
    value = said.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RefusedError(BROKEN, name)
    if len(thai.normalise(value).strip()) > most:
        raise RefusedError(f"ข้อความยาวเกิน {thai.number(most)} ตัวอักษร โปรดย่อลง", name)
    return value


def _answer(said: dict, name: str) -> tuple[str, Decimal | None]:
    """An amount, or an answer without one. Unknown is never 0, and 0 is an amount."""
    kind, amount = _choice(said, f"{name}_kind", Answer), said.get(name)
    if amount in (None, ""):
        if kind == Answer.AMOUNT:
            raise RefusedError(NOT_AN_AMOUNT, name)
        return kind or Answer.UNKNOWN, None
    if kind != Answer.AMOUNT or isinstance(amount, (bool, dict, list)):
        raise RefusedError(NOT_AN_AMOUNT, name)
    try:
        return Answer.AMOUNT, thai.read_money(str(amount))
    except thai.ThaiNumberError as error:
        raise RefusedError(str(error), name) from error
