"""Values of the team's papers: the roster with all who ever sat in it, the order, the letters, and the survey base."""

import datetime
from collections.abc import Iterable, Sequence

from samma import thai
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source, Unit, number_of
from trainers.models import LEAD_SEAT, Criterion, Sage, Team, Trainer, Verdict

LEAD, MEMBER = "วิทยากรผู้นำสัมมาชีพชุมชน", "วิทยากรสัมมาชีพชุมชน"
TICK = "√"


def team_of(desk: Desk) -> Team | None:
    return Team.objects.filter(target_village=desk.target).first()


def trainers_of(desk: Desk) -> list[Trainer]:
    """All who sat in the team, seat by seat, the first first."""
    rows = Trainer.objects.filter(team__target_village=desk.target)
    return list(rows.select_related("sage__expertise", "sage__village", "course").order_by("seat", "started", "pk"))


def serving_rows(trainers: Iterable[Trainer]) -> list[dict[str, Value]]:
    """Those who serve now, as a list of names says them."""
    return [
        {
            "name": trainer.sage.full_name,
            "role": LEAD if trainer.seat == LEAD_SEAT else MEMBER,
            "expertise": expertise(trainer.sage),
            "address": trainer.sage.address,
            "phone": phone(trainer.sage.phone),
        }
        for trainer in trainers
        if trainer.ended is None
    ]


def expertise(sage: Sage) -> str:
    return " ".join(
        filter(None, [str(sage.expertise or ""), f"({sage.expertise_detail})" if sage.expertise_detail else ""])
    )


def phone(digits: str) -> Digits:
    """081-234-5678, in the digits of its paper."""
    return Digits(thai.telephone(digits or ""))


def _order(desk: Desk) -> dict[str, Value]:
    """The order's number and day, and who signed it: the team's own, else the office's signer."""
    team = team_of(desk)
    if team is None:
        return {"order_no": "", "order_date": None}
    facts: dict[str, Value] = {"order_no": Digits(team.order_no), "order_date": team.order_date}
    if team.order_signer:
        facts |= {"signer": team.order_signer, "signer_position": team.order_signer_position}
    return facts


def roster(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """ทะเบียนทีมวิทยากร: one row for everybody who sat in the team."""
    rows: list[dict[str, Value]] = []
    team, order = team_of(desk), _order(desk)
    before: dict[int, Trainer] = {}
    for trainer in trainers_of(desk):
        course, earlier = trainer.course, before.get(trainer.seat)
        rows.append(
            {
                "seat": trainer.seat + 1,
                "role": LEAD if trainer.seat == LEAD_SEAT else MEMBER,
                "name": trainer.sage.full_name,
                "home": f"{trainer.sage.village}" if trainer.sage.village_id != desk.target.village_id else "",
                "expertise": expertise(trainer.sage),
                "centre": course.centre if course else "",
                "batch": course.batch if course else None,
                "course_days": _span(course) if course else "",
                "certificate_no": Digits(trainer.certificate_no),
                "order": Digits(_numbered(team.order_no, team.order_date) if team else ""),
                "started": trainer.started,
                "ended": trainer.ended,
                "end_reason": _leaving(trainer),
                "replaces": earlier.sage.full_name if earlier else "",
            }
        )
        before[trainer.seat] = trainer
    serving = sum(row["ended"] is None for row in rows)
    return [Filled(desk.place | order | {"serving": serving}, {"trainers": rows})]


def _span(course) -> Digits:
    return Digits(f"{thai.thai_date_short(course.starts)} ถึง {thai.thai_date_short(course.ends)}")


def _numbered(number: str, day: datetime.date | None) -> str:
    return " ".join(filter(None, [number, f"ลงวันที่ {thai.thai_date_short(day)}" if day else ""]))


def _leaving(trainer: Trainer) -> str:
    """Why he left, and the letter that said so."""
    letter = _numbered(trainer.end_letter_no, trainer.end_letter_date)
    return " ".join(filter(None, [trainer.end_reason, f"(หนังสือ {letter})" if letter else ""]))


def appointment(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """คำสั่งแต่งตั้ง: the five who serve, the order's number and day, who signs."""
    return [Filled(desk.place | _order(desk), {"members": serving_rows(trainers_of(desk))})]


def letter_units(desk: Desk) -> list[Unit]:
    return [
        Unit(str(t.pk), f"{t.sage.full_name} ({t.get_seat_display()})") for t in trainers_of(desk) if t.ended is None
    ]


def letters(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """One letter for each who serves."""
    wanted = {number_of(key) for key in keys}
    order = _order(desk)
    serving = [trainer for trainer in trainers_of(desk) if trainer.ended is None]
    return [
        Filled(desk.place | order | row, {"members": serving_rows(serving)})
        for trainer, row in zip(serving, serving_rows(serving), strict=True)
        if not keys or trainer.pk in wanted
    ]


def sage_units(desk: Desk) -> list[Unit]:
    sages = Sage.objects.filter(village=desk.target.village_id).order_by("sort_key", "pk")
    return [Unit(str(sage.pk), sage.full_name) for sage in sages]


def surveys(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """แบบสำรวจปราชญ์ชุมชน: one sheet for each sage."""
    sages = Sage.objects.filter(village=desk.target.village_id).select_related("expertise__parent")
    sages = sages.prefetch_related("judgements")
    if keys:
        sages = sages.filter(pk__in=[number_of(key) for key in keys])
    return [
        Filled(desk.place | _survey(sage), {"criteria": _criteria(sage)}) for sage in sages.order_by("sort_key", "pk")
    ]


def _criteria(sage: Sage | None = None) -> list[dict[str, Value]]:
    """Each criterion with its verdict as a tick, or nothing when nobody judged it."""
    judged = {one.criterion: one for one in sage.judgements.all()} if sage else {}
    rows: list[dict[str, Value]] = []
    for key, words in Criterion.choices:
        one = judged.get(key)
        ticks = {verdict: TICK if one and one.verdict == verdict else "" for verdict in Verdict.values}
        rows.append({"criterion": str(words), "reason": one.reason if one else ""} | ticks)
    return rows


def blank_survey(desk: Desk) -> Filled:
    return Filled(dict(desk.place), {"criteria": _criteria()})


def _survey(sage: Sage) -> dict[str, Value]:
    trade = sage.expertise
    return {
        "name": sage.full_name,
        "sage_kind": sage.kind,
        "birth_year": Digits(sage.birth_year or ""),
        "education": sage.education,
        "work": sage.work,
        "second_work": sage.second_work,
        "taught_before": sage.taught_before,
        "teaches_at": sage.teaches_at,
        "teaches_at_detail": sage.teaches_at_detail,
        "address": sage.address,
        "phone": phone(sage.phone),
        "expertise_type": str(trade.parent or trade) if trade else "",
        "expertise": str(trade) if trade else "",
        "expertise_detail": sage.expertise_detail,
        "years": sage.years,
        "outcome": sage.outcome,
        "can_teach": sage.can_teach,
        "willing": sage.willing,
        "consent": sage.consent,
        "surveyor": sage.surveyor,
        "surveyed_on": sage.surveyed_on,
        "note": sage.note,
    }


SOURCES = {
    "roster": Source(roster),
    "appointment": Source(appointment),
    "letters": Source(letters, letter_units, "วิทยากรทุกคน"),
    "sages": Source(surveys, sage_units, "ปราชญ์ทุกคน", blank_survey),
}
