"""What the demo's phone left behind: itself in the list, a second text that waits for the officer, marks he has seen."""

import json
import secrets
from decimal import Decimal

from households.models import MarkKind, Visit, VisitMark
from households.phone.sent import Sent, text_of
from households.phone.sync import receive
from households.watch.seeing import see
from samma.accounts.models import PhoneUser
from samma.accounts.phones import enrol, make_phone, set_pin
from samma.progress.demo.stage import TRAINER, Stage, moment

BEGAN, LAST_USED = 190, 3  # days ago
NOT_SEEN = 3  # marks of each kind that wait for the officer


def leave_traces(stage: Stage) -> None:
    """After the visits: the trainer's phone, and what the officer finds under "เรื่องที่ควรดู"."""
    trainer = stage.users[TRAINER]
    phone, _cookie = make_phone("โทรศัพท์แอนดรอยด์ (Chrome)")
    place = enrol(trainer, phone, now=moment(stage.ago(LAST_USED)), afresh=True)
    set_pin(place, f"{secrets.randbelow(10**6):06}")  # nobody knows it: the account comes in by password
    PhoneUser.objects.filter(pk=place.pk).update(enrolled_at=moment(stage.ago(BEGAN)))
    _write_twice(trainer)
    for kind in MarkKind.values:
        latest_first = VisitMark.objects.filter(kind=kind).order_by("-visit__on", "-pk")
        see(latest_first[NOT_SEEN:], by=stage.officer)
    stage.done_on(stage.ago(1))


def _write_twice(trainer) -> None:
    """The last visit was mended on the phone after it had been sent: both texts are kept."""
    visit = Visit.objects.filter(keyed_by=trainer, gained__gt=0).order_by("-on", "pk").first()
    said = json.loads(text_of(visit)) | {"gained": str(visit.gained + Decimal(250)), "problem": "หนอนลงก้อนเชื้อสองก้อน"}
    receive([Sent(visit.pk, json.dumps(said, ensure_ascii=False))], by=trainer)
