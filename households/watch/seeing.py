"""What the officer has looked at: the rows of "เรื่องที่ควรดู", and saying that he has seen them."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from households.models import VisitMark
from samma.accounts.events import record_all


@transaction.atomic
def see(marks: Collection[VisitMark], *, by) -> int:
    """Put these marks aside as seen; what somebody saw before keeps its first name. Returns how many were new."""
    fresh = list(VisitMark.objects.select_for_update(of=("self",)).filter(pk__in=[m.pk for m in marks], seen_at=None))
    VisitMark.objects.filter(pk__in=[mark.pk for mark in fresh]).update(seen_at=timezone.now(), seen_by=by)
    record_all("seen", fresh, by=by)
    return len(fresh)
