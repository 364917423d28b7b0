"""The cards of a group's page beyond the five ก: help it got, training, publicity, markets, evaluation. Each shows its latest rows."""

import datetime

from django.db.models import Count
from django.urls import reverse

from groups.cards import link_to, mend
from groups.evaluating import OURS, last_finished
from groups.evaluation_list import outcome_chip
from groups.market_list import days_of, state_of
from groups.models import Group, Market
from groups.selling import sold_in_fiscal_year
from groups.support_list import kinds_in_words
from samma.figures import HERE
from samma.thai import fiscal_year, money, number, thai_date

SHOWN = 5  # rows of a card; the rest on request
NOTHING = {"word": "ยังไม่มี", "tone": "neutral"}


def market_cards(group: Group, user, whole: str, today: datetime.date) -> list[dict]:
    """In the order of the work: who helped, what was learnt, how it is known, where it sells."""
    return [
        support_card(group, user, whole),
        training_card(group, user, whole),
        publicity_card(group, user, whole),
        market_card(group, user, whole, today),
        evaluation_card(group, user, whole, today),
    ]


def add_link(user, label: str, name: str, group: Group, icon: str = "plus-lg") -> list[dict]:
    """The way to write a row, for those who write."""
    return [link_to(label, name, group.pk, icon=icon)] if user.may_write else []


def counted(rows: list, unit: str) -> dict:
    return {"word": f"{number(len(rows))} {unit}", "tone": "ok", "why": HERE} if rows else NOTHING


def latest(group: Group, part: str, rows: list[dict], whole: str) -> dict:
    """The newest rows, and the way to all of them when there are more."""
    if len(rows) <= SHOWN or whole == part:
        return {"rows": rows}
    return {
        "rows": rows[:SHOWN],
        "more_label": f"ดูทั้งหมด {number(len(rows))} รายการ",
        "more_url": f"{reverse('group-detail', args=[group.pk])}?whole={part}#{part}",
    }


def support_card(group: Group, user, whole: str) -> dict:
    """Help by kind and agency, with the sums by kind above."""
    given = list(group.support.annotate(pictures=Count("photos")).order_by("-on", "-pk"))
    rows = [
        {
            "url": reverse("group-support-detail", args=[one.pk]),
            "cells": [
                {"text": one.what, "note": f"ภาพ {one.pictures} ภาพ" if one.pictures else ""},
                {"text": thai_date(one.on)},
                {"text": one.get_kind_display()},
                {"text": one.agency},
                {"text": money(one.value) if one.value is not None else "–"},
                mend(user, "group-support-edit", one),
            ],
        }
        for one in given
    ]
    return {
        "part": "support",
        "title": "การสนับสนุนจากหน่วยงาน",
        "status": counted(given, "ครั้ง"),
        "evidence": kinds_in_words(group.support.all()) if given else "",
        "caption": "การสนับสนุนกลุ่ม",
        "links": add_link(user, "บันทึกการสนับสนุน", "group-support-new", group),
        "columns": [
            {"label": "สนับสนุนอะไร"},
            {"label": "วันที่"},
            {"label": "ด้าน"},
            {"label": "หน่วยงาน"},
            {"label": "มูลค่า (บาท)", "align": "end"},
            {"label": "การแก้ไข"},
        ],
    } | latest(group, "support", rows, whole)


def training_card(group: Group, user, whole: str) -> dict:
    """What the committee learned; who of today's committee has learned nothing yet is named."""
    given = list(group.trainings.prefetch_related("members__enrolment__household"))
    came = {member.pk for one in given for member in one.members.all()}
    seated = {term.member_id: term.member.name for term in group.terms.current().select_related(
        "member__enrolment__household"
    )}  # fmt: skip
    waiting = [name for pk, name in seated.items() if pk not in came]
    rows = [
        {
            "cells": [
                {"text": one.topic, "note": one.given_by},
                {"text": thai_date(one.on), "note": f"{number(one.days)} วัน"},
                {"text": ", ".join(member.name for member in one.members.all())},
                mend(user, "group-training-edit", one),
            ]
        }
        for one in given
    ]
    return {
        "part": "training",
        "title": "การอบรมคณะกรรมการ",
        "status": counted(given, "ครั้ง"),
        "evidence": f"กรรมการที่ยังไม่เคยอบรม: {', '.join(waiting)}" if waiting and given else "",
        "caption": "การอบรมคณะกรรมการ",
        "links": add_link(user, "บันทึกการอบรม", "group-training-new", group),
        "columns": [
            {"label": "เรื่องที่อบรม"},
            {"label": "วันที่"},
            {"label": "กรรมการที่เข้าอบรม"},
            {"label": "การแก้ไข"},
        ],
    } | latest(group, "training", rows, whole)


def publicity_card(group: Group, user, whole: str) -> dict:
    """Where the group and its goods were made known."""
    known = list(group.publicity.select_related("product"))
    rows = [
        {
            "cells": [
                {"text": one.what, "note": str(one.product or "")},
                {"text": thai_date(one.on)},
                {"text": one.get_medium_display()},
                {"text": one.where or "ดูลิงก์", "url": one.link} if one.link else {"text": one.where},
                mend(user, "group-publicity-edit", one),
            ]
        }
        for one in known
    ]
    return {
        "part": "publicity",
        "title": "การประชาสัมพันธ์",
        "status": counted(known, "ครั้ง"),
        "caption": "การประชาสัมพันธ์",
        "links": add_link(user, "บันทึกการประชาสัมพันธ์", "group-publicity-new", group),
        "columns": [
            {"label": "เรื่อง"},
            {"label": "วันที่"},
            {"label": "สื่อ"},
            {"label": "ที่ใด"},
            {"label": "การแก้ไข"},
        ],
    } | latest(group, "publicity", rows, whole)


def market_card(group: Group, user, whole: str, today: datetime.date) -> dict:
    """Outlets that sell now and fairs to come first, then what is over."""
    markets = list(group.markets.all())
    rows = [_market_row(market, user) for market in sorted(markets, key=lambda market: _is_over(market, today))]
    selling = sum(state_of(market)["tone"] == "ok" for market in markets)
    return {
        "part": "market",
        "title": "ตลาดและยอดขาย",
        "status": {"word": f"ขายอยู่ {number(selling)} แห่ง", "tone": "ok", "why": HERE} if selling else NOTHING,
        "caption": "ตลาดและงานแสดงสินค้า",
        "evidence": _sold(group, today),
        "links": [
            *add_link(user, "เพิ่มตลาดหรืองาน", "market-new", group),
            link_to("ยอดขาย", "sale-group", group.pk, icon="cash-coin"),
        ],
        "columns": [{"label": "ตลาดหรืองาน"}, {"label": "ประเภท"}, {"label": "เวลา"}, {"label": "สถานะ"}],
    } | latest(group, "market", rows, whole)


def _sold(group: Group, today: datetime.date) -> str:
    """What was sold this fiscal year and the last one, each from its rows."""
    this = fiscal_year(today)
    words = [(year, sold_in_fiscal_year(group, year)) for year in (this, this - 1)]
    return " · ".join(f"ยอดขายปีงบประมาณ {year} {money(sold)} บาท" for year, sold in words if sold)


def _is_over(market: Market, today: datetime.date) -> bool:
    return market.ended is not None and market.ended < today


def _market_row(market: Market, user) -> dict:
    return {
        "url": reverse("market-detail", args=[market.pk]),
        "cells": [
            {"text": market.name, "note": market.place},
            {"text": market.get_kind_display()},
            {"text": days_of(market)},
            {"chip": state_of(market)},
        ],
    }


def evaluation_card(group: Group, user, whole: str, today: datetime.date) -> dict:
    """One line a fiscal year; a registered group that was not evaluated for the last one that is over is told so."""
    done = list(group.evaluations.prefetch_related("promises"))
    over = last_finished(today)
    is_due = group.registered_on and fiscal_year(group.registered_on) <= over
    waits = is_due and all(one.fiscal_year != over for one in done)
    rows = [
        {
            "url": reverse("evaluation-detail", args=[one.pk]),
            "cells": [
                {"text": f"ปีงบประมาณ {one.fiscal_year}"},
                {"text": thai_date(one.on)},
                {"chip": outcome_chip(one.outcome)},
                {"text": _kept(one)},
            ],
        }
        for one in done
    ]
    return {
        "part": "evaluation",
        "title": "การประเมินประจำปี",
        "status": counted(done, "ปี"),
        "missing": f"ยังไม่ได้ประเมินปีงบประมาณ {over} ร่วมกับคณะกรรมการและสมาชิก" if waits else "",
        "evidence": OURS if done else "",
        "caption": "การประเมินประจำปี",
        "links": add_link(user, "ประเมินกลุ่ม", "evaluation-new", group),
        "columns": [{"label": "ปี"}, {"label": "ประเมินเมื่อ"}, {"label": "ผลโดยรวม"}, {"label": "สิ่งที่รับปาก"}],
    } | latest(group, "evaluation", rows, whole)


def _kept(evaluation) -> str:
    promises = list(evaluation.promises.all())
    return f"ทำแล้ว {sum(p.done_on is not None for p in promises)} จาก {len(promises)}" if promises else "–"
