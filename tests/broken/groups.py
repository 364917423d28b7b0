"""How each rule of groups, their fund, products and markets is broken: the row that breaks it, with whatever it collides with already stored."""

import datetime

from groups.models import (
    AttachedPaper,
    Bylaw,
    CommitteeTerm,
    CommitteeTraining,
    CostLine,
    CostSheet,
    FundEntry,
    Group,
    GroupActivity,
    GroupEvaluation,
    GroupPromise,
    GroupSupport,
    IncomeShare,
    Market,
    Membership,
    OtopApplication,
    OtopRegistration,
    OtopRound,
    Product,
    ProductStandard,
    ProductStars,
    Publicity,
    Sale,
)
from tests.factories import (
    make_enrolment,
    make_group,
    make_member,
    make_occupation,
    make_product,
    make_village,
    make_year,
)

DAY = datetime.date(2017, 3, 1)
BEFORE = datetime.date(2017, 2, 1)


def member(**changes):
    return Membership(**{"group": make_group(), "joined": DAY} | changes)


def joined_again():
    there = make_member(make_group(), make_enrolment())
    return Membership(group=there.group, enrolment=there.enrolment, joined=BEFORE)


def person_again():
    there = make_member(make_group(), None, person="นายนอก ทะเบียน")
    return Membership(group=there.group, person="นายนอก ทะเบียน", joined=BEFORE)


def second_draft():
    return Bylaw(group=Bylaw.objects.create(group=make_group(), text="ข้อ 1").group, text="ข้อ 1")


def taken_back_again():
    group = make_group()
    wrong = FundEntry.objects.create(group=group, on=DAY, kind="saving", amount=50, item="เงินออม")
    counter = {
        "group": group,
        "on": DAY,
        "kind": "correction",
        "amount": -50,
        "item": "กลับรายการ: เงินออม",
        "corrects": wrong,
    }
    FundEntry.objects.create(**counter)
    return FundEntry(**counter | {"on": BEFORE})


def divided(amount=50, *, is_again=False):
    group = make_group()
    activity = GroupActivity.objects.create(group=group, on=DAY, what="ทอผ้า", income=900)
    who = make_member(group, None, person="นายหนึ่ง นาดี")
    if is_again:
        IncomeShare.objects.create(activity=activity, member=who, amount=100)
    return IncomeShare(activity=activity, member=who, amount=amount)


def term(**changes):
    group = make_group()
    first, second = (make_member(group, None, person=name) for name in ("นายหนึ่ง นาดี", "นายสอง นาดี"))
    CommitteeTerm.objects.create(group=group, member=first, position=changes.get("position", "chair"), started=DAY)
    chosen = first if changes.pop("same_member", False) else second
    return CommitteeTerm(**{"group": group, "member": chosen, "position": "chair", "started": DAY} | changes)


def helped(**changes):
    return GroupSupport(
        **{"group": make_group(), "on": DAY, "kind": "tool", "agency": "อบต.สมมุติ", "what": "ตาชั่ง"} | changes
    )


def known(**changes):
    return Publicity(**{"group": make_group(), "on": DAY, "medium": "radio", "what": "แนะนำกลุ่ม"} | changes)


def sells(**changes):
    return Market(**{"group": make_group(), "kind": "shop", "name": "ร้านสมมุติ"} | changes)


def sells_again(**changes):
    there = sells(**changes)
    there.save()
    return sells(group=there.group, **changes)


def sold(**changes):
    product = make_product(make_group())
    return Sale(**{"group": product.group, "product": product, "month": DAY, "amount": 900} | changes)


def sold_again(*, at_market=False):
    there = sold()
    if at_market:
        there.market = Market.objects.create(group=there.group, kind="shop", name="ร้านสมมุติ")
    there.save()
    return sold(group=there.group, product=there.product, market=there.market)


def evaluated(**changes):
    people = {"officials": 1, "committee": 3, "members": 4}
    words = {"meetings": "good", "accounts": "partly", "market": "not_yet", "outcome": "steady"}
    said = {"went_well": "ประชุมทุกเดือน", "to_improve": "หาตลาด"}
    year = {"group": make_group(), "fiscal_year": 2560, "on": DAY}
    return GroupEvaluation(**year | people | words | said | changes)


def evaluated_again():
    there = evaluated()
    there.save()
    return evaluated(group=there.group)


def promised(**changes):
    there = evaluated()
    there.save()
    return GroupPromise(**{"evaluation": there, "what": "หาตลาดเพิ่ม", "who": "ประธาน", "due": DAY} | changes)


def product(**changes):
    return Product(**{"group": make_group(), "name": "ผ้าทอ", "product_type": 3} | changes)


def same_product():
    made = make_product()
    return product(group=made.group, name=made.name)


def standard(**changes):
    return ProductStandard(**{"product": make_product(), "kind": "tcps", "number": "มผช. ๑"} | changes)


def same_standard():
    held = standard()
    held.save()
    return standard(product=held.product)


def cost(**changes):
    return CostSheet(**{"product": make_product(), "on": DAY, "batch": 10} | changes)


def same_cost():
    sheet = cost()
    sheet.save()
    return cost(product=sheet.product)


def cost_line(**changes):
    sheet = cost()
    sheet.save()
    return CostLine(**{"sheet": sheet, "kind": "material", "item": "ด้าย", "quantity": 1, "price": 5} | changes)


def otop_round(**changes):
    return OtopRound(
        **{"area_code": "33", "year": 2560, "number": 1, "opens": DAY, "closes": DAY + datetime.timedelta(days=30)}
        | changes
    )


def same_otop_round():
    otop_round().save()
    return otop_round()


def packet(**changes):
    of = otop_round()
    of.save()
    return OtopApplication(**{"product": make_product(), "round": of} | changes)


def same_packet():
    first = packet()
    first.save()
    return OtopApplication(product=first.product, round=first.round)


def paper_again():
    of = packet()
    of.save()
    AttachedPaper.objects.create(application=of, paper="id", on=DAY)
    return AttachedPaper(application=of, paper="id", on=DAY)


def otop(**changes):
    return OtopRegistration(**{"product": make_product(), "number": "1", "registered_on": DAY} | changes)


def stars(**changes):
    return ProductStars(**{"product": make_product(), "stars": 3, "year": 2560} | changes)


def same_stars():
    won = stars()
    won.save()
    return stars(product=won.product)


BROKEN = {
    "group_name_once_in_village": lambda: Group(
        village=make_village(), name=make_group().name, year=make_year(), occupation=make_occupation()
    ),
    "member_is_household_or_person": lambda: member(enrolment=make_enrolment(), person="นายนอก ทะเบียน"),
    "household_once_in_group": joined_again,
    "person_once_in_group": person_again,
    "member_leaves_after_joining": lambda: member(person="นายนอก ทะเบียน", left=BEFORE),
    "member_leaves_with_reason": lambda: member(person="นายนอก ทะเบียน", left=DAY),
    "one_person_per_office": term,
    "member_once_in_position": lambda: term(same_member=True, position="deputy"),
    "term_ends_after_start": lambda: term(position="member", ended=BEFORE),
    "term_due_after_start": lambda: term(position="member", due=DAY),
    "one_draft_of_rules": second_draft,
    "shares_are_of_a_member": lambda: FundEntry(
        group=make_group(), on=DAY, kind="share", amount=500, item="ค่าหุ้นทุกคน", shares=5
    ),
    "entry_taken_back_once": taken_back_again,
    "fund_sign_follows_kind": lambda: FundEntry(group=make_group(), on=DAY, kind="tool", amount=5, item="กี่"),
    "group_quantity_positive": lambda: GroupActivity(group=make_group(), on=DAY, what="ทอผ้า", quantity=0),
    "member_once_in_division": lambda: divided(is_again=True),
    "income_share_positive": lambda: divided(amount=0),
    "group_income_not_negative": lambda: GroupActivity(group=make_group(), on=DAY, what="ทอผ้า", income=-1),
    "group_support_has_four_kinds": lambda: helped(kind="heart"),
    "advice_has_no_value": lambda: helped(kind="advice", value=100),
    "training_days_one_to_thirty": lambda: CommitteeTraining(
        group=make_group(), on=DAY, topic="การบัญชี", given_by="สหกรณ์สมมุติ", days=0
    ),
    "publicity_has_a_place": known,
    "publicity_links_to_the_web": lambda: known(link="ftp://example.com"),
    "market_once_in_group": lambda: sells_again(started=DAY),
    "undated_market_once_in_group": sells_again,
    "market_ends_after_start": lambda: sells(started=DAY, ended=BEFORE),
    "fair_has_its_days": lambda: sells(kind="fair"),
    "sale_once_in_market_and_month": lambda: sold_again(at_market=True),
    "direct_sale_once_in_month": sold_again,
    "sale_amount_positive": lambda: sold(amount=0),
    "sale_quantity_positive": lambda: sold(quantity=0),
    "group_evaluated_once_a_year": evaluated_again,
    "evaluation_year_is_buddhist": lambda: evaluated(fiscal_year=2017),
    "group_evaluated_together": lambda: evaluated(officials=0),
    "promise_outcome_has_its_day": lambda: promised(outcome="ได้ร้านใหม่"),
    "product_name_once_in_group": same_product,
    "product_has_five_types": lambda: product(product_type=6),
    "only_food_has_kinds": lambda: product(food_kind="fresh"),
    "product_capacity_positive": lambda: product(capacity=0),
    "product_price_positive": lambda: product(price=0),
    "product_ends_after_start": lambda: product(started=DAY, ended=BEFORE),
    "standard_once_a_product": same_standard,
    "other_standard_has_a_name": lambda: standard(other="มาตรฐานของจังหวัด"),
    "standard_expires_after_issue": lambda: standard(issued=DAY, expires=DAY),
    "one_cost_sheet_a_day": same_cost,
    "batch_positive": lambda: cost(batch=0),
    "cost_price_positive": lambda: cost(price=0),
    "own_labour_is_whole": lambda: cost(labour_quantity=3),
    "cost_quantity_positive": lambda: cost_line(quantity=0),
    "cost_line_not_negative": lambda: cost_line(price=-1),
    "otop_round_once": same_otop_round,
    "otop_round_closes_after_opening": lambda: otop_round(closes=BEFORE),
    "otop_round_is_numbered": lambda: otop_round(number=0),
    "one_packet_a_round": same_packet,
    "packet_linked_with_community": lambda: packet(producer_kind="group"),
    "paper_attached_once": paper_again,
    "otop_expires_after_start": lambda: otop(expires=DAY),
    "otop_linked_with_community": lambda: otop(producer_kind="group"),
    "stars_once_a_year": same_stars,
    "stars_one_to_five": lambda: stars(stars=6),
    "stars_year_is_buddhist": lambda: stars(year=2017),
}
