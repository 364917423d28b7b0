"""Help to groups, where they sell and what they sold, as lists that go out."""

from groups.markets.lists import LISTED as MARKETS
from groups.markets.resources import MarketResource
from groups.models import DIRECT
from groups.sales.lists import LISTED as SALES
from groups.sales.resources import SaleResource
from groups.support.lists import LISTED as SUPPORT
from groups.support.resources import GroupSupportResource
from samma.resources.export import Seen


class SupportSheet(GroupSupportResource):
    """The list of help, with the village's name."""

    listed = SUPPORT
    village_name = Seen("หมู่บ้าน", lambda support: support.group.village.title)


class MarketSheet(MarketResource):
    """The list of outlets and fairs, with the village's name."""

    listed = MARKETS
    village_name = Seen("หมู่บ้าน", lambda market: market.group.village.title)


class SaleSheet(SaleResource):
    """The list of sales, with the village's name and the kind of channel."""

    listed = SALES
    village_name = Seen("หมู่บ้าน", lambda sale: sale.group.village.title)
    channel = Seen("ช่องทาง", lambda sale: sale.market.get_kind_display() if sale.market else DIRECT)
