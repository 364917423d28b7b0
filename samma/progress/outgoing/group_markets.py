"""Help to groups, and where they sell, as lists that go out."""

from groups.market_list import LISTED as MARKETS
from groups.market_resources import GroupSupportResource, MarketResource
from groups.support_list import LISTED as SUPPORT
from samma.resources.export import Seen


class SupportSheet(GroupSupportResource):
    """The list of help, with the village's name."""

    listed = SUPPORT
    village_name = Seen("หมู่บ้าน", lambda support: support.group.village.title)


class MarketSheet(MarketResource):
    """The list of outlets and fairs, with the village's name."""

    listed = MARKETS
    village_name = Seen("หมู่บ้าน", lambda market: market.group.village.title)
