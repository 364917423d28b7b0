"""What is done to a group: formed, joined, met, led, ruled, funded, at work, registered. Each deed names who did it."""

from groups.actions.costs import save_costs
from groups.actions.fund import REVERSAL, UNDONE, close_month, collect, correct_fund, post_fund
from groups.actions.helping import book_support
from groups.actions.members import add_member, leave, propose, set_committee
from groups.actions.packets import attach_papers, hand_in, write_packet
from groups.actions.products import (
    add_product,
    add_product_photos,
    arrange_product_photos,
    may_register,
    register_otop,
    renew_otop,
    win_stars,
)
from groups.actions.registering import register
from groups.actions.selling import record_sale
from groups.actions.works import adopt_bylaw, divide_income, hold_meeting, record_activity, refuse_division, save_draft

__all__ = [
    "REVERSAL",
    "UNDONE",
    "add_member",
    "add_product",
    "add_product_photos",
    "adopt_bylaw",
    "arrange_product_photos",
    "attach_papers",
    "book_support",
    "close_month",
    "collect",
    "correct_fund",
    "divide_income",
    "hand_in",
    "hold_meeting",
    "leave",
    "may_register",
    "post_fund",
    "propose",
    "record_activity",
    "record_sale",
    "refuse_division",
    "register",
    "register_otop",
    "renew_otop",
    "save_costs",
    "save_draft",
    "set_committee",
    "win_stars",
    "write_packet",
]
