"""Values of the papers of products: one sheet for each product of the village's groups, or of one group, or one alone."""

import datetime
from collections.abc import Sequence

from django.db.models import Prefetch

from groups.evaluation.rules import last_finished
from groups.models import CommitteeTerm, Membership, OtopApplication, PacketPaper, Position, Product
from groups.products.otop.packets import attached, papers_of, ready_of
from groups.products.rules import unmet
from samma import thai
from samma.pdf import PaperPhoto
from samma.progress.papers.asked_groups import groups_of
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled, Row, photos_of
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source, Unit, number_of
from samma.scope import WHOLE_COUNTRY
from villages.models import Area

PICTURES = 4  # the packet's own and a row of three


def _products(desk: Desk):
    return Product.objects.filter(group__in=groups_of(desk)).order_by("sort_key", "pk")


def units(desk: Desk) -> list[Unit]:
    return [Unit(str(product.pk), product.name) for product in _products(desk)]


def products(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """Each product with its group, its packet, standards, stars and pictures."""
    chairs = (
        CommitteeTerm.objects.current().filter(position=Position.CHAIR).select_related("member__enrolment__household")
    )
    members = Membership.objects.current().select_related("enrolment__household")
    packets = (
        OtopApplication.objects.select_related("round").prefetch_related("papers").order_by("-round__opens", "-pk")
    )
    found = _products(desk).select_related("group__village", "group__occupation", "packet_photo")
    if keys:
        found = found.filter(pk__in=[number_of(key) for key in keys])
    found = found.prefetch_related(
        "sales",
        "standards",
        "stars",
        "otop",
        "photos",
        Prefetch("applications", packets),
        Prefetch("group__terms", chairs, to_attr="chairs"),
        Prefetch("group__memberships", members, to_attr="now"),
    )
    found = list(found)
    provinces = {packet.round.area_code for product in found for packet in product.applications.all()}
    names = {area.code: area.full_name for area in Area.objects.filter(code__in=provinces)} if provinces else {}
    return [_product(desk, product, names) for product in found]


def _product(desk: Desk, product: Product, names: dict[str, str]) -> Filled:
    packet = next(iter(product.applications.all()), None)
    if packet:
        packet.product = product
    photos, images = photos_of(product.photos.all(), PICTURES)
    others = [photo for photo in photos if photo.id != str(product.packet_photo_id)]
    shown: dict[str, list[PaperPhoto]] = {"other_photos": others, "packet_photo": []}
    large: set[str] = set()
    if product.packet_photo:
        one, bytes_of = photos_of([product.packet_photo])
        shown["packet_photo"], images, large = one, images | bytes_of, set(bytes_of)
    area = {"area_line": f"{desk.place['tambon']} {desk.place['district']} {desk.place['province']}"}
    facts = (
        desk.place | area | _of_product(product, desk.today) | _of_group(product) | _of_packet(product, packet, names)
    )
    rows = {
        "standards": [_standard(one) for one in product.standards.all()],
        "papers": _papers(product, packet),
        "own": _known(product),
    }
    return Filled(facts, rows, shown, images=images, large=frozenset(large))


def _of_product(product: Product, today: datetime.date) -> dict[str, Value]:
    otop = next(iter(product.otop.all()), None)
    photo = product.packet_photo
    return {
        "product": product.name,
        "product_type": str(product.product_type),
        "type_words": product.type_words,
        "food_kind": product.food_kind,
        "story": product.story,
        "materials": product.materials,
        "materials_from": product.materials_from,
        "capacity": Digits(f"{thai.quantity(product.capacity)} {product.unit}") if product.capacity is not None else "",
        "unit": product.unit,
        "price": product.price,
        "sold": _sold(product, last_finished(today)),
        "started": product.started,
        "standards_line": ", ".join(str(one) for one in product.standards.all()),
        "stars": Digits(", ".join(str(won) for won in product.stars.all())),
        "otop_no": Digits(otop.number if otop else ""),
        "otop_expires": otop.expires if otop else None,
        "photo_caption": photo.caption if photo else "",
        "photo_is_wide": bool(photo and photo.width >= photo.height),
    }


def _sold(product: Product, year: int) -> Digits:
    """The yearly sales: the sum of what was sold in the last fiscal year that is over, which nobody types."""
    first, past = thai.fiscal_range(year)
    total = sum(sale.amount for sale in product.sales.all() if first <= sale.month < past)
    return Digits(f"{thai.money(total)} บาท (ปีงบประมาณ {year})" if total else "")


def _of_group(product: Product) -> dict[str, Value]:
    group = product.group
    return {
        "group": group.name,
        "occupation": str(group.occupation),
        "group_village": group.village.title,
        "address": group.address,
        "founded": group.founded,
        "chair": group.chairs[0].member.name if group.chairs else "",
        "member_count": len(group.now),
    }


def _of_packet(product: Product, packet: OtopApplication | None, names: dict[str, str]) -> dict[str, Value]:
    left = unmet(ready_of(product, packet))
    known: dict[str, Value] = {"missing": Digits("\n".join(left)), "is_ready": "พร้อมยื่น" if not left else ""}
    if packet is None:
        empty = ("round", "round_place", "applicant", "producer_kind", "by_production", "by_management", "by_benefit")
        further = ("place_made", "in_district", "thai_nationals", "proxy", "submitted")
        return known | dict.fromkeys(empty + further, "") | {"links": ""}
    of = packet.round
    return known | {
        "round": Digits(str(of)),
        "round_place": of.place or ("" if of.area_code == WHOLE_COUNTRY else names.get(of.area_code, "")),
        "applicant": packet.applicant,
        "producer_kind": packet.producer_kind,
        "by_production": packet.by_production or "",
        "by_management": packet.by_management or "",
        "by_benefit": packet.by_benefit or "",
        "links": " · ".join(packet.links),
        "place_made": packet.place,
        "in_district": packet.in_district or "",
        "thai_nationals": packet.thai_nationals or "",
        "proxy": packet.proxy,
        "submitted": packet.submitted,
    }


def _standard(one) -> Row:
    return {
        "standard": one.words,
        "number": Digits(one.number),
        "issued": Digits(thai.thai_date_short(one.issued) if one.issued else ""),
        "expires": Digits(thai.thai_date_short(one.expires) if one.expires else ""),
    }


def _papers(product: Product, packet: OtopApplication | None) -> list[Row]:
    """The papers that the packet has to hold, and since when each is in."""
    if packet is None:
        return [{"paper": str(paper.label), "on": "", "state": ""} for paper in PacketPaper]
    there = attached(packet)
    return [
        {
            "paper": str(paper.label),
            "on": Digits(thai.thai_date_short(there[paper])) if paper in there else "",
            "state": "แนบแล้ว" if paper in there else "ยังไม่แนบ",
        }
        for paper in papers_of(packet)
    ]


def _known(product: Product) -> list[Row]:
    """What samma itself prints or knows, computed and never ticked."""
    checks = [
        ("เรื่องราวและลักษณะเด่นของผลิตภัณฑ์", bool(product.story.strip())),
        ("วัตถุดิบและแหล่งวัตถุดิบ", bool(product.materials.strip() and product.materials_from)),
        ("กำลังการผลิตและราคา", product.capacity is not None and product.price is not None),
        ("ภาพถ่ายผลิตภัณฑ์ขนาด 4×6 นิ้ว", product.packet_photo_id is not None),
    ]
    return [{"what": what, "state": "มีแล้ว" if met else "ยังขาด"} for what, met in checks]


SOURCES = {"products": Source(products, units, "ทุกผลิตภัณฑ์")}
