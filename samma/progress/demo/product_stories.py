"""Products of the demo's groups, each at another point of its road: registered with stars, almost ready, just begun."""

import datetime
from decimal import Decimal

from groups import actions
from groups.models import FoodKind, Group, OtopRound, Product, ProductStandard, ProductType, StandardKind
from samma.accounts.events import record
from samma.progress.demo.pictures import picture
from samma.progress.demo.stage import PROVINCE, Stage
from samma.thai import be_year

LINKED = {"producer_kind": "group", "by_production": True, "by_benefit": True}
D = Decimal


def silk(stage: Stage, group: Group) -> Product:
    """The weavers' silk: registered, with stars, a standard that soon runs out, and an honest price."""
    by, on = stage.officer, stage.ago(76)
    made = actions.add_product(
        group,
        name="ผ้าไหมมัดหมี่ลายดอกบัว ย้อมสีธรรมชาติ",
        product_type=ProductType.CLOTH,
        story="ลายดอกบัวมาจากบึงหลังหมู่บ้าน แม่ใหญ่ในกลุ่มเป็นผู้มัดลายและสอนต่อกันมา\n"
        "ย้อมด้วยครั่งและเปลือกประดู่ที่เก็บในป่าชุมชน สีไม่ตก ผ้าหนึ่งผืนใช้เวลาทอราวแปดวัน",
        materials="ไหมบ้าน ครั่ง เปลือกประดู่ โคลนบึง",
        materials_from="เลี้ยงไหมเองในหมู่บ้าน เปลือกไม้จากป่าชุมชน",
        capacity=14,
        unit="ผืน",
        price=D(1_850),
        started=stage.ago(175),
        by=by,
        today=on,
    )
    _standard(made, StandardKind.COMMUNITY, "17/2557", stage.ago(1040), _ahead(stage, 55))
    _standard(made, StandardKind.OTHER, "ศก 0417", stage.ago(300), _ahead(stage, 800), other="ตรานกยูงพระราชทาน สีเงิน")
    _photos(stage, made, [("loom", 5, "กี่ทอผ้าของกลุ่ม"), ("loom", 9, "ผ้าลายดอกบัวผืนล่าสุด")])
    _costs(
        stage, made, 150, batch=10, price=D(1_200), labour=None,
        lines=[("material", "เส้นไหมบ้าน", D("4.5"), "กิโลกรัม", D(1_900)), ("material", "ครั่งและเปลือกประดู่", 1, "ชุด", D(350))],
    )  # fmt: skip
    _costs(
        stage, made, 30, batch=10, price=D(1_850), labour=(D(22), "คน-วัน", D(320)),
        lines=[
            ("material", "เส้นไหมบ้าน", D("4.5"), "กิโลกรัม", D(1_900)),
            ("material", "ครั่งและเปลือกประดู่", 1, "ชุด", D(350)),
            ("packaging", "ถุงผ้าและป้ายเรื่องราว", 10, "ชุด", D(28)),
            ("tools", "ค่าสึกหรอกี่และฟืม", 1, "รอบ", D(120)),
            ("energy", "ฟืนและน้ำต้มย้อม", 1, "รอบ", D(180)),
            ("transport", "ส่งพัสดุ", 10, "ชิ้น", D(45)),
        ],
    )  # fmt: skip
    actions.register_otop(
        made, number="330300000001", registered_on=on, expires=_ahead(stage, 700), by=by, today=on, **LINKED
    )
    actions.win_stars(made, 3, year=be_year(on.year) - 2, by=by)
    actions.win_stars(made, 4, year=be_year(on.year), by=by)
    stage.done_on(on)
    return made


def scarf(stage: Stage, group: Group) -> Product:
    """The weavers' scarf: sold below cost once own labour is counted, and its packet has begun."""
    made = actions.add_product(
        group,
        name="ผ้าพันคอไหมย้อมคราม",
        product_type=ProductType.CLOTH,
        story="ผ้าพันคอเนื้อเบา ย้อมครามที่ปลูกริมรั้ว",
        materials="ไหมบ้าน คราม",
        materials_from="ในตำบล",
        capacity=30,
        unit="ผืน",
        price=D(250),
        by=stage.officer,
        today=stage.ago(60),
    )
    _photos(stage, made, [("loom", 12, "ผ้าพันคอย้อมคราม")])
    _costs(
        stage, made, 20, batch=20, price=D(250), labour=(D(12), "คน-วัน", D(320)),
        lines=[
            ("material", "เส้นไหมบ้าน", D("1.2"), "กิโลกรัม", D(1_900)),
            ("material", "คราม", 1, "ชุด", D(180)),
            ("packaging", "ถุงกระดาษ", 20, "ใบ", D(8)),
        ],
    )  # fmt: skip
    stage.done_on(stage.ago(20))
    _packet(stage, made)
    return made


def _packet(stage: Stage, made: Product) -> None:
    """A round of the province is open, and the packet lies half ready; a round of last year is over."""
    by, on = stage.users["province"], stage.ago(25)
    rounds = [
        OtopRound(area_code=PROVINCE, year=be_year(opens.year), number=number, opens=opens, closes=closes, place=place)
        for number, opens, closes, place in [
            (1, stage.ago(380), stage.ago(320), ""),
            (2, stage.ago(12), _ahead(stage, 48), "ศาลากลางจังหวัด ห้องประชุมพัฒนาชุมชน หรือที่อำเภอที่ผลิต"),
        ]
    ]
    for one in rounds:
        one.save()
        record("create", one, by=by)
    stage.done_on(on)
    packet = actions.write_packet(
        made,
        rounds[-1],
        applicant=str(made.group.terms.current().get(position="chair").member.name),
        place=made.group.address,
        in_district=True,
        thai_nationals=True,
        proxy="",
        by=stage.officer,
        **LINKED,
    )
    actions.attach_papers(packet, {"id": stage.ago(8), "house": stage.ago(8), "map": stage.ago(6)}, by=stage.officer)
    stage.done_on(stage.ago(6))


def mushrooms(stage: Stage, group: Group) -> Product:
    """Fresh mushrooms: food with its kind, a standard that is over, nothing else yet."""
    made = actions.add_product(
        group,
        name="เห็ดนางฟ้าสด",
        product_type=ProductType.FOOD,
        food_kind=FoodKind.FRESH,
        unit="กิโลกรัม",
        price=D(60),
        capacity=120,
        by=stage.officer,
        today=stage.ago(40),
    )
    _standard(made, StandardKind.GAP, "กษ 9001", stage.ago(1105), stage.ago(10))
    _photos(stage, made, [("mushrooms", 4, "เห็ดที่เก็บตอนเช้า")])
    stage.done_on(stage.ago(40))
    return made


def basket(stage: Stage, group: Group) -> Product:
    """The old group's rice basket: registered long before the programme, its registration is about to run out."""
    by, on = stage.officer, stage.ago(3 * 365 - 40)
    made = actions.add_product(
        group,
        name="กระติบข้าวไม้ไผ่ลายขิด",
        product_type=ProductType.WARE,
        story="สานสองชั้น เก็บความร้อนได้นาน ลายขิดเป็นลายประจำหมู่บ้าน",
        materials="ไม้ไผ่สีสุก",
        materials_from="ปลูกในหมู่บ้าน",
        unit="ใบ",
        price=D(120),
        capacity=90,
        by=by,
        today=stage.ago(188),
    )
    actions.register_otop(
        made, number="330300000002", registered_on=on, expires=_ahead(stage, 40), by=by, today=stage.ago(188), **LINKED
    )
    stage.done_on(stage.ago(188))
    return made


def _ahead(stage: Stage, days: int) -> datetime.date:
    return stage.ago(-days)


def _standard(product, kind, number, issued, expires, other="") -> None:
    ProductStandard.objects.create(
        product=product, kind=kind, number=number, issued=issued, expires=expires, other=other
    )


def _photos(stage: Stage, product, scenes) -> None:
    photos = actions.add_product_photos(
        product, [picture(scene, seed=seed) for scene, seed, _ in scenes], by=stage.officer
    )
    for photo, (_scene, _seed, caption) in zip(photos, scenes, strict=True):
        photo.caption = caption
        photo.save(update_fields=["caption"])


def _costs(stage: Stage, product, ago, *, batch, price, labour, lines) -> None:
    quantity, unit, rate = labour or (None, "", None)
    head = {
        "on": stage.ago(ago), "batch": D(batch), "price": price, "note": "",
        "labour_quantity": quantity, "labour_unit": unit, "labour_price": rate,
    }  # fmt: skip
    names = ("kind", "item", "quantity", "unit", "price")
    written = [dict(zip(names, line, strict=True)) | {"quantity": D(line[2])} for line in lines]
    actions.save_costs(product, head, written, by=stage.officer, today=stage.ago(ago))
