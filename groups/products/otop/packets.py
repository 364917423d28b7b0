"""How far a product's OTOP packet is: what the rows show, what a person put in, and what is still missing."""

import datetime

from groups.actions import may_register
from groups.models import OtopApplication, OtopRound, PacketPaper, ProducerKind, Product
from groups.products.rules import FOOD, PLANTS, Ready

# A paper that not every packet has, and when it does.
ONLY = {
    PacketPaper.MEMBERS: lambda packet: packet.producer_kind == ProducerKind.GROUP,
    PacketPaper.STANDARD: lambda packet: bool(packet.product.standards.all()),
    PacketPaper.PROXY: lambda packet: bool(packet.proxy),
}


def papers_of(packet: OtopApplication) -> list[PacketPaper]:
    """The papers that this packet has to hold, in the order of the checklist."""
    return [paper for paper in PacketPaper if paper not in ONLY or ONLY[paper](packet)]


def attached(packet: OtopApplication) -> dict[str, datetime.date]:
    """The papers that are in, each with its day."""
    return {row.paper: row.on for row in packet.papers.all()}


def ready_of(product: Product, packet: OtopApplication | None) -> Ready:
    """The facts that `groups.products.rules.unmet` asks for."""
    known = {
        "group_may_register": may_register(product.group),
        "is_made": product.ended is None,
        "has_food_kind": product.product_type != FOOD or bool(product.food_kind),
        "is_registrable": product.product_type != FOOD or not product.name.startswith(PLANTS),
        "has_story": bool(product.story.strip()),
        "has_materials": bool(product.materials.strip() and product.materials_from),
        "has_capacity": product.capacity is not None and bool(product.unit),
        "has_price": product.price is not None,
        "has_photo": product.packet_photo_id is not None,
    }
    if packet is None:
        return Ready(**known)
    there = attached(packet)
    return Ready(
        **known,
        has_packet=True,
        has_kind=bool(packet.producer_kind),
        has_link=bool(packet.links),
        in_district=packet.in_district,
        thai_nationals=packet.thai_nationals,
        has_applicant=bool(packet.applicant),
        papers_left=tuple(str(paper.label) for paper in papers_of(packet) if paper not in there),
    )


def evidence(ready: Ready) -> list[str]:
    """What is there already, as the checklist shows it."""
    checks = [
        (ready.has_story, "มีเรื่องราวของผลิตภัณฑ์"),
        (ready.has_materials, "มีวัตถุดิบและแหล่งวัตถุดิบ"),
        (ready.has_capacity, "มีกำลังการผลิต"),
        (ready.has_price, "มีราคาขาย"),
        (ready.has_photo, "มีภาพ 4×6 นิ้ว"),
        (ready.has_packet and ready.has_link, "เชื่อมโยงกับชุมชน"),
        (ready.has_packet and ready.in_district, "สถานที่ผลิตอยู่ในอำเภอ"),
    ]
    return [words for met, words in checks if met]


def round_of(product: Product, today: datetime.date) -> OtopRound | None:
    """The round that takes registrations of the product's place now, else the next one."""
    rounds = OtopRound.objects.of_place(product.village_code).filter(closes__gte=today)
    return rounds.order_by("opens", "pk").first()


def packet_of(product: Product, of: OtopRound | None) -> OtopApplication | None:
    """The packet for that round."""
    found = [packet for packet in product.applications.all() if of and packet.round_id == of.pk]
    return found[0] if found else None
