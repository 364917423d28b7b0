"""Who may see what: a posting is a prefix of the official area code, and one filter serves every screen and export."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

WHOLE_COUNTRY = "TH"


def code_range(prefix: str) -> tuple[str, str]:
    """The half-open range of codes under a prefix: "3301" -> ("3301", "3302"). "99" -> ("99", ":")."""
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def covers(posting: str, code: str) -> bool:
    """Whether a posting reaches a code. An empty posting reaches nothing."""
    return bool(posting) and (posting == WHOLE_COUNTRY or code.startswith(posting))


def row_number(text: str) -> int:
    """The row's number that an address or a form holds; 0, which no row has, for what no database could hold."""
    return int(text) if len(text) <= 18 and text.isascii() and text.isdecimal() else 0


class ScopedQuerySet(models.QuerySet):
    """Rows that carry their place; `visible_to` is the only place where scope is decided."""

    code_field = "village_code"  # the eight-digit code that the row carries

    def under(self, prefix: str, code_field: str = ""):
        """Rows of a place: a range of codes, which an ordinary index serves on both databases (LIKE does not on SQLite).

        `code_field` names the code of another row that this one leads to, instead of its own.
        """
        if prefix == WHOLE_COUNTRY:
            return self.all()
        if not (prefix.isascii() and prefix.isdecimal()):  # empty, or bent in an address
            return self.none()
        first, past = code_range(prefix)
        code_field = code_field or self.code_field
        return self.filter(**{f"{code_field}__gte": first, f"{code_field}__lt": past})

    def visible_to(self, user):
        """Rows under the user's posting. No posting, no rows. A trainer holds no posting: see the querysets that admit him."""
        return self.under(user.area_code)


class VillageCode(models.CharField):
    """The eight-digit code of the row's village, copied from the row above (`source`) whenever that is at hand.

    It saves every scoped list its joins. A row that is given another row above follows it; when the village itself gets
    another code, `villages.actions.recode` takes every row along. `db_index=False` where another index begins with it.
    """

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        self.source = source
        fixed = {"verbose_name": "รหัสหมู่บ้าน", "max_length": 8, "editable": False}
        super().__init__(*args, **{"db_index": True} | kwargs | fixed)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("verbose_name", "max_length", "editable", "db_index"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"source": self.source} | ({} if self.db_index else {"db_index": False})

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.attname)
        if not value or model_instance._meta.get_field(self.source).is_cached(model_instance):
            value = getattr(model_instance, self.source).village_code
            setattr(model_instance, self.attname, value)
        return value


def get_visible_or_404(source, user, **lookup):
    """The one row inside the user's area, else 404: outside the area a page does not exist."""
    queryset = source._default_manager.all() if isinstance(source, type) else source
    try:
        return queryset.visible_to(user).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, TypeError) as missing:
        raise Http404 from missing


def get_editable_or_404(source, user, **lookup):
    """Like `get_visible_or_404`, and 403 for a role that only reads."""
    row = get_visible_or_404(source, user, **lookup)
    require_writer(user)
    return row


def require_writer(user) -> None:
    """403 for a role that only reads."""
    if not user.may_write:
        raise PermissionDenied("บัญชีนี้ดูข้อมูลได้ แต่แก้ไขไม่ได้")
