"""The rows of แฟ้มกลุ่มอาชีพ beyond the five ก: who helped, what was learned, how the group is known, where it sells, how it is judged."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Prefetch

from groups.markets.lists import days_of, state_of
from groups.models import CommitteeTraining, Group, GroupEvaluation, GroupPromise, Sale
from samma.progress.papers.from_fund import Row, short_day
from samma.progress.papers.pen import Digits
from samma.thai import fiscal_year

FETCHED = (
    "support__photos",
    "publicity",
    "markets",
    Prefetch("sales", Sale.objects.select_related("product", "market").order_by("month", "pk")),
    Prefetch("trainings", CommitteeTraining.objects.prefetch_related("members__enrolment__household")),
    Prefetch(
        "evaluations", GroupEvaluation.objects.prefetch_related(Prefetch("promises", GroupPromise.objects.open()))
    ),
)


def help_rows(group: Group, today: datetime.date) -> dict[str, list[Row]]:
    """Every table of that part, of what was fetched with the group."""
    return {
        "support": [
            {
                "on": short_day(one.on),
                "kind": one.get_kind_display(),
                "agency": one.agency,
                "what": one.what,
                "value": one.value,
            }
            for one in group.support.all()
        ],
        "trainings": [
            {
                "on": short_day(one.on),
                "days": one.days,
                "topic": one.topic,
                "given_by": one.given_by,
                "who": ", ".join(member.name for member in one.members.all()),
            }
            for one in group.trainings.all()
        ],
        "publicity": [
            {
                "on": short_day(one.on),
                "medium": one.get_medium_display(),
                "what": one.what,
                "where": one.where or one.link,
            }
            for one in group.publicity.all()
        ],
        "markets": [
            {
                "name": one.name,
                "kind": one.get_kind_display(),
                "place": one.place,
                "when": Digits(days_of(one)),
                "state": state_of(one)["word"],
            }
            for one in group.markets.all()
        ],
        "sales": list(_sales(group.sales.all())),
        "evaluations": [_evaluation(one) for one in group.evaluations.all()],
        "promises": [
            {"what": one.what, "who": one.who, "due": short_day(one.due), "late": "เลยกำหนด" if one.due < today else ""}
            for evaluation in group.evaluations.all()
            for one in evaluation.promises.all()
        ],
    }


def _evaluation(one: GroupEvaluation) -> Row:
    return {
        "year": Digits(str(one.fiscal_year)),
        "on": short_day(one.on),
        "meetings": one.get_meetings_display(),
        "accounts": one.get_accounts_display(),
        "market": one.get_market_display(),
        "outcome": one.get_outcome_display(),
        "to_improve": one.to_improve,
    }


def _sales(sales: Iterable[Sale]) -> Iterable[Row]:
    """Baht sold in each fiscal year: by product and channel, and the sum of the year."""
    years: dict[int, dict[tuple[str, str], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for sale in sales:
        years[fiscal_year(sale.month)][str(sale.product), sale.channel] += sale.amount
    for year, sums in sorted(years.items()):
        for (product, channel), amount in sorted(sums.items(), key=lambda item: -item[1]):
            yield {"product": product, "channel": channel, "amount": amount, "is_sum": False}
        words = Digits(f"รวมปีงบประมาณ {year}")
        yield {"product": words, "channel": "", "amount": sum(sums.values(), Decimal(0)), "is_sum": True}


def help_photos(group: Group):
    """Pictures of the help that was given."""
    return (photo for one in group.support.all() for photo in one.photos.all())
