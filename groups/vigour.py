"""How groups have lived in the last twelve months, read from the rows: six queries for one group or a page of them."""

import datetime
from decimal import Decimal

from django.db.models import Count, Q, Sum

from groups.models import FundClosing, FundEntry, Group, GroupActivity, GroupMeeting, Market, OtopRegistration
from groups.rules import Vigour


def vigour_of(group: Group, today: datetime.date) -> Vigour:
    """The last twelve months of one group."""
    return vigours_of([group], today)[group.pk]


def vigours_of(groups: list[Group], today: datetime.date) -> dict[int, Vigour]:
    """The last twelve months of each group, by its id."""
    since = today - datetime.timedelta(days=365)
    meetings = _by_group(GroupMeeting.objects.filter(on__gt=since), groups, n=Count("pk"))
    closed = _by_group(FundClosing.objects.filter(through__gt=since), groups, n=Count("pk"))
    earned = _by_group(GroupActivity.objects.filter(on__gt=since), groups, n=Sum("income"))
    fund = _by_group(FundEntry.objects.all(), groups, now=Sum("amount"), before=Sum("amount", filter=Q(on__lte=since)))
    makers = set(OtopRegistration.objects.filter(product__group__in=groups).values_list("product__group", flat=True))
    open_now = Market.objects.open_since(since).exclude(started__gt=today)
    markets = _by_group(open_now, groups, n=Count("pk"))
    return {
        group.pk: Vigour(
            meetings=meetings.get(group.pk, {}).get("n", 0),
            months_closed=closed.get(group.pk, {}).get("n", 0),
            income=earned.get(group.pk, {}).get("n") or Decimal(0),
            balance=fund.get(group.pk, {}).get("now") or Decimal(0),
            balance_before=fund.get(group.pk, {}).get("before") or Decimal(0),
            has_otop=group.pk in makers,
            markets=markets.get(group.pk, {}).get("n", 0),
        )
        for group in groups
    }


def _by_group(rows, groups, **figures) -> dict[int, dict]:
    counted = rows.filter(group__in=groups).order_by().values("group").annotate(**figures)
    return {row["group"]: row for row in counted}
