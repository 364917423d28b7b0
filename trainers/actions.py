"""Writes of trainers that touch more than one row: seating a team, leaving it, opening an account for a phone."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from samma.accounts.events import record
from samma.accounts.models import Role, User
from trainers.models import SEAT_NAMES, SEATS, Sage, Team, Trainer


@transaction.atomic
def open_team(target, *, by) -> Team:
    """The team of a target village, made at first asking."""
    team, is_new = Team.objects.get_or_create(target_village=target)
    if is_new:
        record("create", team, by=by)
    return team


@transaction.atomic
def seat(team, sage, number, *, by, today, from_next_door=False, course=None, certificate_no="") -> Trainer:
    """Give a sage a free seat of the team. A sage of another village is taken only when that was confirmed.

    Raises ValidationError in Thai: seat unknown or taken, or the sage serves in a team of this year already.
    """
    # The lock makes the second of two officers hear "taken" and not see a crash.
    team = Team.objects.select_for_update(of=("self",)).select_related("target_village__village").get(pk=team.pk)
    target = team.target_village
    if number not in SEATS:
        raise ValidationError("ทีมวิทยากรมี 5 คน: วิทยากรผู้นำสัมมาชีพ 1 คน และปราชญ์ชุมชนที่คัดเลือกเพิ่ม 4 คน")
    holder = team.trainers.serving().filter(seat=number).select_related("sage").first()
    if holder is not None:
        raise ValidationError(f"ตำแหน่ง{SEAT_NAMES[number]}มี {holder.sage} ดำรงอยู่แล้ว")
    elsewhere = (
        Trainer.objects.serving().filter(sage=sage, year=target.year_id).select_related("team__target_village").first()
    )
    if elsewhere is not None:
        place = "ทีมนี้" if elsewhere.team_id == team.pk else f"ทีมของ{elsewhere.team.target_village.village}"
        raise ValidationError(f"{sage} อยู่ใน{place}ของปี {target.year_id} แล้ว")
    if sage.village_id != target.village_id and not from_next_door:
        raise ValidationError(f"{sage} อยู่คนละหมู่บ้านกับทีม หากตั้งใจเลือก ให้ยืนยันก่อนบันทึก", code="next_door")
    trainer = Trainer.objects.create(
        team=team,
        year_id=target.year_id,
        sage=sage,
        seat=number,
        started=today,
        course=course,
        certificate_no=certificate_no,
    )
    record("seat", trainer, by=by, seat=number)
    return trainer


@transaction.atomic
def unseat(trainer, *, by, day, reason, letter_no="", letter_date=None) -> Trainer:
    """End a trainer's service. His households are handed over first (households.actions.retire does both)."""
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    if trainer.ended is not None:
        raise ValidationError("วิทยากรคนนี้พ้นจากทีมไปแล้ว")
    if not reason:
        raise ValidationError({"reason": "โปรดบอกเหตุที่พ้นจากทีม"})
    if day < trainer.started:
        raise ValidationError({"day": "วันที่พ้นจากทีมต้องไม่อยู่ก่อนวันเริ่ม"})
    trainer.ended, trainer.end_reason = day, reason
    trainer.end_letter_no, trainer.end_letter_date = letter_no, letter_date
    trainer.save(update_fields=["ended", "end_reason", "end_letter_no", "end_letter_date"])
    record("unseat", trainer, by=by, seat=trainer.seat)
    return trainer


@transaction.atomic
def add_sage(village, name, *, by, expertise=None, phone="", surveyed_on=None) -> Sage:
    """A new person of the survey base who agreed to teach; the rest of the survey is filled in on his page."""
    sage = Sage.objects.create(
        village=village,
        title=name.title,
        first_name=name.first_name,
        last_name=name.last_name,
        expertise=expertise,
        phone=phone,
        willing=True,
        surveyed_on=surveyed_on,
    )
    record("create", sage, by=by)
    return sage


@transaction.atomic
def open_account(sage, *, by) -> User:
    """The sage's own account, made at first asking; he signs in with the officer's QR and has no password."""
    sage = Sage.objects.select_for_update(of=("self",)).get(pk=sage.pk)
    if sage.user_id:
        return sage.user
    user = User(
        username=f"t-{secrets.token_hex(6)}",  # says nothing about the person
        role=Role.TRAINER,
        first_name=sage.first_name,
        last_name=sage.last_name,
    )
    user.set_unusable_password()
    user.save()
    sage.user = user
    sage.save(update_fields=["user"])
    record("open account", sage, by=by)
    return user
