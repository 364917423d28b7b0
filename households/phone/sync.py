"""Takes a phone's batch of visits: each record is answered alone, nothing is doubled, and nothing acknowledged is lost.

`created` and `same` say that these very bytes are kept; only then does the phone let a record go. Other bytes under a
stored id are a second text, kept as a twin until the officer chooses (`conflict`). What cannot be stored as typed is
`rejected` with a reason, and stays on the phone.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import DataError, IntegrityError

from households.models import MarkKind, Visit, VisitMark
from households.phone.sent import BROKEN, RefusedError, Sent, read_visit
from households.phone.twins import keep_twins
from households.visits.marking import Around, surroundings
from households.visits.writing import OF_ANOTHER, claim_photos, log_visits, says_the_same
from samma.constraints import LOST_RACE, violation_of
from trainers.models import LEAD_SEAT, Trainer

MOST_RECORDS = 20
# What one row can do to a batch. A database that is away or busy is none of these: the phone sends again.
OF_A_ROW = (IntegrityError, DataError, OverflowError, ValueError)
NOT_HIS = "ครัวเรือนนี้ไม่อยู่ในความดูแลของคุณ โปรดแจ้งเจ้าหน้าที่พัฒนาชุมชน"
NOT_IN_TEAM = "ผู้เยี่ยมไม่อยู่ในทีมวิทยากรของหมู่บ้านนี้ โปรดเลือกผู้เยี่ยมใหม่"
# What the trainer is told of the marks: what he can mend, and that nothing is lost. The rest is for the office alone.
TOLD = {
    MarkKind.CLOCK: "นาฬิกาของเครื่องไม่ตรง โปรดตั้งวันและเวลาของเครื่อง บันทึกนี้เก็บไว้แล้ว",
    MarkKind.HANDED_OVER: "ครัวเรือนนี้เปลี่ยนผู้ดูแลแล้ว บันทึกนี้เก็บไว้ในชื่อผู้เยี่ยมแล้ว",
}


@dataclass(frozen=True)
class Result:
    """What one record is answered."""

    id: str
    status: str  # created, same, conflict, rejected
    hash: str = ""
    reason: str = ""
    field: str = ""
    marks: tuple[str, ...] = ()


def receive(records: Sequence[Sent], *, by, device_off: datetime.timedelta | None = None) -> list[Result]:
    """Answer each record in turn. Repeating the whole, in parts or in parallel, leaves the same rows and the same answers."""
    stored = _stored({sent.id for sent in records})
    refused: dict[int, Result] = {}
    read: dict[int, Visit] = {}
    repeats = []
    for place, sent in enumerate(records):
        present = stored.get(sent.id)
        if present is not None and present.keyed_by_id == by.pk and present.sent_hash == sent.hash:
            repeats.append(present)
            continue  # a repeat, the commonest of all: nothing to read
        try:
            read[place] = read_visit(sent)
        except RefusedError as error:
            refused[place] = _refusal(sent, error.reason, error.field)
    if repeats:
        claim_photos(repeats)  # those that a process which ended too early has left
    around = surroundings(visit.enrolment_id for visit in read.values()) if read else {}
    for place, (reason, field) in _not_allowed(read, around, by).items():
        refused[place] = _refusal(records[place], reason, field)
        del read[place]
    fresh: dict[uuid.UUID, int] = {}
    for place, visit in read.items():
        if visit.pk not in stored:
            fresh.setdefault(visit.pk, place)
    known = {"by": by, "device_off": device_off, "around": around}
    created, broken = _store({place: read[place] for place in fresh.values()}, **known)
    refused |= {place: _refusal(records[place], *why) for place, why in broken.items()}
    stored |= {read[place].pk: read[place] for place in created}
    # What another request wrote between the looking and the writing.
    overtaken = [read[place].pk for place in fresh.values() if place not in created and place not in broken]
    stored |= _stored(overtaken) if overtaken else {}
    return _answers(records, by, stored, read, created, refused)


def _stored(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Visit]:
    """What is there under these ids, as far as a repeat is known by it; mostly nothing is."""
    return Visit.objects.only("keyed_by_id", "sent_hash", "village_code").in_bulk(keys)


def _refusal(sent: Sent, reason: str, field: str = "") -> Result:
    return Result(str(sent.id), "rejected", sent.hash, reason, field)


def _answers(records, by, stored, read, created, refused) -> list[Result]:
    others = {
        place: (stored[visit.pk], records[place])
        for place, visit in read.items()
        if place not in created
        and visit.pk in stored
        and stored[visit.pk].keyed_by_id == by.pk
        and not _is_repeat(stored[visit.pk], visit)
    }
    waiting = keep_twins(others, by=by)
    kinds = _kinds_of(
        stored[sent.id] for place, sent in enumerate(records) if place not in created and sent.id in stored
    )
    results = []
    for place, sent in enumerate(records):
        present = stored.get(sent.id)
        if place in created:
            results.append(_kept(sent, "created", created[place]))
        elif present is not None and present.keyed_by_id != by.pk:
            results.append(_refusal(sent, OF_ANOTHER, "id"))
        elif place in refused:
            results.append(refused[place])
        elif place in waiting:
            results.append(_kept(sent, "conflict" if waiting[place] else "same", kinds.get(sent.id, ())))
        elif present is not None:
            results.append(_kept(sent, "same", kinds.get(sent.id, ())))
        else:
            results.append(_refusal(sent, LOST_RACE))
    return results


def _is_repeat(present: Visit, visit: Visit) -> bool:
    """What a page wrote has no hash: it is the same when it says the same."""
    if present.sent_hash:
        return present.sent_hash == visit.sent_hash
    return says_the_same(Visit.objects.get(pk=present.pk), visit)


def _kept(sent: Sent, status: str, kinds: Iterable[str]) -> Result:
    return Result(str(sent.id), status, sent.hash, marks=tuple(TOLD[kind] for kind in TOLD if kind in kinds))


def _kinds_of(visits: Iterable[Visit]) -> dict:
    kinds: dict = {}
    pks = [visit.pk for visit in visits]
    if pks:
        for visit, kind in VisitMark.objects.filter(visit__in=pks).values_list("visit_id", "kind"):
            kinds.setdefault(visit, []).append(kind)
    return kinds


def _not_allowed(read: dict[int, Visit], around: dict[int, Around], by) -> dict[int, tuple[str, str]]:
    """Records for a household that never was his (for a lead: of no team of his), or by a visitor of another team."""
    if not read:
        return {}
    seats = list(Trainer.objects.filter(sage__user=by).values_list("sage_id", "seat", "team__target_village_id"))
    own = seats[0][0] if seats else None
    led = {target for _sage, seat, target in seats if seat == LEAD_SEAT}
    for visit in read.values():
        visit.visited_by_id = visit.visited_by_id or own
    in_teams = {(target, sage) for sage, _seat, target in seats}
    others = {visit.visited_by_id for visit in read.values()} - {own, None}
    if others:
        targets = {here.target for here in around.values()}
        seated = Trainer.objects.filter(team__target_village__in=targets, sage__in=others)
        in_teams |= set(seated.values_list("team__target_village_id", "sage_id"))
    wrong = {}
    for place, visit in read.items():
        here = around.get(visit.enrolment_id)
        if here is None or not (here.target in led or any(care.sage == own for care in here.care)):
            wrong[place] = (NOT_HIS, "enrolment")
        elif (here.target, visit.visited_by_id) not in in_teams:
            wrong[place] = (NOT_IN_TEAM, "visited_by")
        else:
            visit.village_code = here.village_code
    return wrong


def _store(visits: dict[int, Visit], **known) -> tuple[dict[int, list], dict[int, tuple[str, str]]]:
    """Write the batch at once; if the database refuses a row, one by one. Returns (kinds of the new by place, refusals)."""
    if not visits:
        return {}, {}
    try:
        return _store_at_once(visits, **known), {}
    except OF_A_ROW:
        pass
    created: dict[int, list] = {}
    broken: dict[int, tuple[str, str]] = {}
    for place, visit in visits.items():
        try:
            created |= _store_at_once({place: visit}, **known)
        except IntegrityError as error:
            violation = violation_of(error, Visit)
            broken[place] = (violation.sentence, violation.fields[-1] if violation.fields else "")
        except OF_A_ROW:
            broken[place] = (BROKEN, "")
    return created, broken


def _store_at_once(visits: dict[int, Visit], **known) -> dict[int, list]:
    written = log_visits(list(visits.values()), **known)
    return {place: written[visit.pk] for place, visit in visits.items() if visit.pk in written}
