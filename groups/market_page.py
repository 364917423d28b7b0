"""What the page of one outlet or fair shows."""

from django.urls import reverse

from groups.market_list import days_of, state_of
from groups.models import Market
from groups.rows_of_group import crumbs_of


def market_page(market: Market, user) -> dict:
    """The context of groups/market_detail.html."""
    edit = {"label": "แก้ไข", "url": reverse("market-edit", args=[market.pk]), "icon": "pencil"}
    return {
        "market": market,
        "group": market.group,
        "status": state_of(market),
        "actions": [edit] if user.may_write else [],
        "facts": [
            ("กลุ่ม", market.group.name, reverse("group-detail", args=[market.group_id])),
            ("ประเภท", market.get_kind_display()),
            ("เวลา", days_of(market)),
            ("ที่ตั้งหรือสถานที่จัด", market.place),
            ("ผู้ติดต่อ", market.contact),
            *([("โทรศัพท์", market.phone)] if user.may_write else []),
            ("หมายเหตุ", market.note),
        ],
        "crumbs": crumbs_of(market.group, user, (market.name, None)),
    }
