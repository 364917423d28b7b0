"""What a group sold in a month is written down, mended, or taken away where nothing was sold."""

from django.db import transaction

from groups.actions.saving import locked, save
from groups.models import Sale
from groups.sales.rules import refuse_sale
from samma.accounts.events import record


@transaction.atomic
def record_sale(group, product, market, month, *, quantity, amount, by, today):
    """One product through one channel in one month; without an amount the row that stood there goes. Gives the row."""
    group = locked(group)
    sale = group.sales.filter(product=product, market=market, month=month).first()
    is_new = sale is None
    if amount is None:
        if sale is not None:
            record("remove", sale, by=by, group=group.pk)
            sale.delete()
        return sale
    sale = sale or Sale(group=group, product=product, market=market, month=month, version=0)
    sale.quantity, sale.amount, sale.version = quantity, amount, sale.version + 1
    refuse_sale(sale, today)
    save(sale)
    record("create" if is_new else "edit", sale, by=by, group=group.pk)
    return sale
