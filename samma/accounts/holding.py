"""Whoever writes holds a posting at that moment, and until the write is done.

A posting may end while its officer presses "save". The ending takes the account's row for itself, every write takes a
share of it first: so a write is either whole before the ending, or is told that the page does not exist.
"""

from django.db import connection
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from samma.accounts.models import User


class PostingEndedError(Http404):
    """The posting under which somebody began to write has ended meanwhile: for him there is no such page any more."""


def hold_posting(by: User | None) -> None:
    """Raise PostingEndedError unless this officer is still posted as he was when he began; asked inside the write."""
    if by is None or by.pk is None or by.is_trainer or by.is_superuser or not by.area_code:
        return
    if connection.vendor == "postgresql":
        stands = _shared(by)
    else:  # one writer at a time: what is read inside his transaction stands until its end
        stands = _as_he_began(by).exists()
    if not stands:
        raise PostingEndedError("พื้นที่ปฏิบัติงานของบัญชีนี้ส่งมอบแล้ว")


def _as_he_began(by: User):
    waits = Q(posting_changes_on=None) | Q(posting_changes_on__gt=timezone.localdate())
    return User.objects.filter(waits, pk=by.pk, area_code=by.area_code)


def _shared(by: User) -> bool:
    """Django has no word for a shared lock: the same question, with it."""
    sql, params = _as_he_began(by).values("pk").order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR KEY SHARE", params)
        return cursor.fetchone() is not None
