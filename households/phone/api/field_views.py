"""The phone's data, its batches of visits, and its photos."""

import dataclasses
import hashlib
import uuid

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from households.phone.api.data import field_data
from households.phone.api.door import BadRequestError, answer, body_of, door, fault, json_of
from households.phone.photos import MOST_BYTES, receive_photo
from households.phone.sent import Sent, read_moment
from households.phone.sync import MOST_RECORDS, Result, receive

MOST_BATCH = 256 * 1024
NO_ID = "บันทึกนี้ไม่มีเลขที่ถูกต้อง โปรดบันทึกใหม่"
NO_KIND = "รุ่นของหน้านี้เก่าเกินไป โปรดปิดแล้วเปิดใหม่"


@door("GET")
def data(request) -> JsonResponse:
    return answer(field_data(request.user, now=timezone.now()))


@door("POST")
def sync(request) -> JsonResponse:
    """Whole-batch faults are few: 400 for what is no batch, 413 for too much. Everything else is answered by record."""
    said = json_of(request, MOST_BATCH)
    records = said.get("records")
    if not isinstance(records, list):
        raise BadRequestError
    if len(records) > MOST_RECORDS:
        return fault("too_large", 413)
    now = timezone.now()
    device_now = read_moment(said.get("device_now"))
    read = [_read(record) for record in records]
    whole = [sent for sent in read if isinstance(sent, Sent)]
    answers = iter(receive(whole, by=request.user, device_off=device_now and device_now - now))
    results = [next(answers) if isinstance(sent, Sent) else sent for sent in read]
    return answer({"results": [dataclasses.asdict(result) for result in results], "csrf": get_token(request)})


def _read(record: object) -> Sent | Result:
    """One record of the envelope, or why it is none."""
    said = record if isinstance(record, dict) else {}
    told = said.get("id") if isinstance(said.get("id"), str) else ""
    try:
        key = uuid.UUID(told)
    except ValueError:
        return Result(told[:64], "rejected", reason=NO_ID, field="id")
    if said.get("kind") != "visit" or not isinstance(said.get("content"), str):
        return Result(told, "rejected", reason=NO_KIND)
    return Sent(key, said["content"])


@door("PUT")
def photo(request, pk: uuid.UUID) -> JsonResponse:
    try:
        visit = uuid.UUID(request.GET.get("visit", ""))
    except ValueError as error:
        raise BadRequestError from error
    body = body_of(request, MOST_BYTES)
    sent_hash = request.headers.get("X-Content-SHA256", "").lower()
    if sent_hash != hashlib.sha256(body).hexdigest():
        # Cut off on the way, most likely: the phone sends it again.
        return fault("broken_body", 400)
    return answer(dataclasses.asdict(receive_photo(pk, visit, body, sent_hash, by=request.user)))
