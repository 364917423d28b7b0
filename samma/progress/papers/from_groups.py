"""Values of แบบจัดตั้งกลุ่มอาชีพ: one sheet for each group, with its five ก."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Prefetch

from groups.models import CommitteeTerm, FundEntry, Group, GroupActivity, Membership
from groups.page import group_status
from groups.rules import level, unmet
from groups.standing import standings_of
from groups.vigour import vigours_of
from samma import thai
from samma.progress.numbers import FIVE
from samma.progress.papers.asked_groups import founders_of, groups_of, units
from samma.progress.papers.desk import Desk
from samma.progress.papers.dossier_rows import alike_rows, product_row
from samma.progress.papers.filled import Filled
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source

SHOWN = 12  # entries of the fund and activities, the latest


def groups(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """One sheet for each group of the village and its year."""
    members = Membership.objects.current().select_related("enrolment__household", "enrolment__occupation")
    terms = CommitteeTerm.objects.current().select_related("member__enrolment__household").order_by("position", "pk")
    found = groups_of(desk, keys).select_related("occupation__parent", "year")
    found = list(
        found.prefetch_related(
            "bylaws",
            "products__otop",
            "products__stars",
            "products__standards",
            "sales",
            Prefetch("memberships", Membership.objects.select_related("enrolment"), to_attr="ever"),
            Prefetch("memberships", members, to_attr="now"),
            Prefetch("terms", terms, to_attr="seated"),
            Prefetch("fund", FundEntry.objects.order_by("-on", "-pk"), to_attr="entries"),
            Prefetch("activities", GroupActivity.objects.order_by("-on", "-pk"), to_attr="deeds"),
        )
    )
    standings, vigours = standings_of(found), vigours_of(found, desk.today)
    return [_group(desk, group, standings[group.pk], vigours[group.pk]) for group in found]


def _sold(group: Group) -> list[dict[str, Value]]:
    """What was sold in each fiscal year, and in how many of its months."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    months: dict[int, set] = defaultdict(set)
    for sale in group.sales.all():
        year = thai.fiscal_year(sale.month)
        sums[year] += sale.amount
        months[year].add(sale.month)
    return [{"year": Digits(str(year)), "months": len(months[year]), "income": sums[year]} for year in sorted(sums)]


def _group(desk: Desk, group: Group, standing, vigour) -> Filled:
    missing = unmet(standing)
    bylaw = next(iter(group.bylaws.all()), None)
    otop = next(iter(group.otop), None)
    trade = group.occupation
    facts: dict[str, Value] = {
        "group": group.name,
        "occupation": str(trade),
        "trade_type": str(trade.parent or trade),
        "origin": group.origin,
        "founded": group.founded,
        "address": group.address,
        "chair": next((term.member.name for term in group.seated if term.position == "chair"), ""),
        "founders": len(founders_of(group.ever, group.founded)) or None,
        "state": Digits(group_status(group, missing)["word"]),
        "level": Digits(level(standing, vigour).words),
        "alike": " · ".join(f"{row['name']} {row['village']}" for row in alike_rows(desk, group)),
        "member_count": len(group.now),
        "trained_count": standing.trained_same_occupation,
        "adopted": bylaw.adopted if bylaw else None,
        "bylaws": bylaw.text if bylaw else "",
        "balance": standing.balance,
        "tools": standing.tools,
        "five": Digits(f"{FIVE - len(missing)}/{FIVE}"),
        "missing": Digits("\n".join(missing)),
        "product": otop.product.name if otop else "",
        "product_type": otop.product.get_product_type_display() if otop else "",
        "otop_no": Digits(otop.number if otop else ""),
        "stars": next((won.stars for won in otop.product.stars.all()), None) if otop else None,
        "registered_on": otop.registered_on if otop else None,
        "note": group.note,
    }
    rows = {
        "members": [
            {
                "name": member.name,
                "house_no": Digits(member.enrolment.household.house_no if member.enrolment else ""),
                "occupation": str((member.enrolment.occupation if member.enrolment else "") or ""),
                "joined": Digits(thai.thai_date_short(member.joined)),
            }
            for member in group.now
        ],
        "products": [product_row(product, desk.today) for product in group.products.all()],
        "years": _sold(group),
        "committee": [
            {
                "name": term.member.name,
                "position": term.get_position_display(),
                "started": Digits(thai.thai_date_short(term.started)),
            }
            for term in group.seated
        ],
        "fund": [
            {
                "on": Digits(thai.thai_date_short(entry.on)),
                "item": f"{entry.get_kind_display()} {entry.item}",
                "amount": entry.amount,
                "value": entry.value,
            }
            for entry in reversed(group.entries[:SHOWN])
        ],
        "activities": [
            {
                "on": Digits(thai.thai_date_short(deed.on)),
                "what": deed.what,
                "product": deed.product,
                "income": deed.income,
            }
            for deed in reversed(group.deeds[:SHOWN])
        ],
    }
    return Filled(desk.place | facts, rows)


SOURCES = {"groups": Source(groups, units, "ทุกกลุ่ม")}
