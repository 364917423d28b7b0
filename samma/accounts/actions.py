"""Who may come in and what he may see: postings, phone invitations, and their end."""

import datetime
import hashlib
import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction

from samma.accounts.events import record
from samma.accounts.models import PhoneInvite, Role, User

INVITE_DAYS = 7
TOKEN_BYTES = 32  # 256 bits: nobody guesses it, so its plain SHA-256 is enough to keep

REFUSED_ROLE = "QR สำหรับโทรศัพท์ใช้ได้กับบัญชีวิทยากรเท่านั้น เจ้าหน้าที่เข้าสู่ระบบด้วยชื่อผู้ใช้และรหัสผ่าน"
REFUSED_CLOSED = "บัญชีนี้ปิดใช้งานแล้ว เปิดใช้งานบัญชีก่อนจึงออก QR ได้"


def token_hash(raw_token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(raw_token.encode()).hexdigest()


@transaction.atomic
def invite(user: User, *, by: User, now: datetime.datetime) -> str:
    """A fresh one-use token for the trainer's phone; the earlier unused ones end here. The raw token is told only now."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_trainer:
        raise ValidationError(REFUSED_ROLE)
    if not user.is_active:
        raise ValidationError(REFUSED_CLOSED)
    end_invites(user, now=now)
    raw_token = secrets.token_urlsafe(TOKEN_BYTES)
    PhoneInvite.objects.create(
        user=user,
        token_hash=token_hash(raw_token),
        made_by=by,
        expires_at=now + datetime.timedelta(days=INVITE_DAYS),
    )
    record("invite", user, by=by, area_code=by.area_code)
    return raw_token


def end_invites(user: User, *, now: datetime.datetime) -> None:
    """Unused invitations of this person open nothing from now on."""
    user.invites.filter(used_at=None, expires_at__gt=now).update(expires_at=now)


@transaction.atomic
def use_invite(raw_token: str, *, now: datetime.datetime) -> User | None:
    """The person whose invitation this is, once: of two who press together one gets None. None too if it has ended."""
    found = PhoneInvite.objects.select_for_update().filter(token_hash=token_hash(raw_token)).first()
    if found is None or found.used_at or found.expires_at <= now or not may_enter_by_phone(found.user):
        return None
    found.used_at = now
    found.save(update_fields=["used_at"])
    record("enter_by_phone", found.user, by=found.user, area_code=found.made_by.area_code)
    return found.user


def may_enter_by_phone(user: User) -> bool:
    """An account that became an officer's after its QR was printed is not entered by that QR."""
    return user.is_active and user.is_trainer


@transaction.atomic
def end_phone_sessions(user: User, *, by: User, now: datetime.datetime) -> None:
    """Sign this person out everywhere at once (a lost phone) and end the unused invitations."""
    user = User.objects.select_for_update().get(pk=user.pk)
    for session in UserSession.objects.filter(user=user):
        session.end()
    if not user.has_usable_password():
        # Sessions carry a hash of the password: a new unusable one ends those too that no list knows of.
        user.set_unusable_password()
        user.save(update_fields=["password"])
    user.phones.filter(ended_at=None).update(ended_at=now, pin="")  # or the PIN would let him in again
    end_invites(user, now=now)
    record("end_sessions", user, by=by, area_code=by.area_code)


@transaction.atomic
def drop_second_factor(user: User, *, by: User) -> None:
    """Let a person whose phone is lost sign in by password alone, to set up a new second factor."""
    Authenticator.objects.filter(user=user).delete()
    record("drop_second_factor", user, by=by)


@transaction.atomic
def post(user: User, *, role: str, area_code: str, by: User) -> User:
    """Give a person a role and a posting; what he sees changes with his next page."""
    user = User.objects.select_for_update().get(pk=user.pk)
    before = {"role": user.role, "area_code": user.area_code}
    user.role = role
    user.area_code = "" if role == Role.TRAINER else area_code
    user.clean_fields(exclude={f.name for f in User._meta.fields} - {"role", "area_code"})
    user.validate_constraints()
    user.save(update_fields=["role", "area_code"])
    record("post", user, by=by, before=before, after={"role": user.role, "area_code": user.area_code})
    return user
