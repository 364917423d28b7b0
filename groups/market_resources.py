"""Sheets of what others gave a group, of where it sells, and of what it sold."""

from django.core.exceptions import ValidationError

from groups.books import not_after
from groups.models import GroupSupport, Market, Product, Sale
from groups.resources import InGroup
from groups.selling import doubt_of, refuse_sale
from samma.resources import Column, Doubt, of
from samma.resources.reading import Day, Text
from villages.models import Partner


class GroupSupportResource(InGroup):
    """A help is named by its day, kind, agency and words."""

    on = of(GroupSupport, "on", key=True, example="01/06/2560")
    kind = of(GroupSupport, "kind", key=True, example="อุปกรณ์")
    agency = of(GroupSupport, "agency", key=True, example="องค์การบริหารส่วนตำบล")
    what = of(GroupSupport, "what", key=True, example="มอบตาชั่งและเครื่องซีลถุง")
    value = of(GroupSupport, "value", example="3,500", note="ไม่ทราบให้ว่างไว้ ด้านวิชาการไม่มีมูลค่า")
    partner = Column("ผู้ประสานจากทะเบียนภาคี", "partner__full_name", Text(), part=True, note="ชื่อ-สกุลตามทะเบียนภาคี ถ้ามี")

    class Meta:
        model = GroupSupport

    def get_queryset(self):
        return super().get_queryset().select_related("partner")

    def order(self):
        return ["village_code", "group", "on", "pk"]

    def link_further(self, instance, cells):
        if "partner" not in cells:
            return
        name = cells["partner"]
        instance.partner = self._partner_named(instance.group, name) if name else None

    def _partner_named(self, group, name: str) -> Partner:
        if not hasattr(self, "_partners"):
            self._partners = {}
            for partner in Partner.objects.visible_to(self.user):
                self._partners.setdefault(partner.full_name, []).append(partner)
        near = (group.village_code[:4], group.village_code[:6])
        found = [partner for partner in self._partners.get(name, []) if partner.area_id in near]
        if len(found) != 1:
            many = f"ทะเบียนภาคีมีชื่อ “{name}” มากกว่าหนึ่งราย ให้เว้นว่างแล้วเลือกที่หน้ากลุ่ม"
            raise ValidationError({"partner": many if found else f"ไม่มีชื่อ “{name}” ในทะเบียนภาคีของอำเภอนี้"})
        return found[0]

    def judge(self, line):
        super().judge(line)
        _refuse_ahead(self, line)

    def write(self, lines):
        written = super().write(lines)
        self.record_lines(lines)
        return written


class MarketResource(InGroup):
    """An outlet or a fair is named by its words and its first day."""

    name = of(Market, "name", key=True, example="ตลาดนัดหน้าอำเภอ")
    kind = of(Market, "kind", example="ตลาดนัด")
    place = of(Market, "place", example="ลานหน้าที่ว่าการอำเภอ")
    contact = of(Market, "contact")
    phone = of(Market, "phone")
    started = of(Market, "started", key=True, example="01/06/2560")
    ended = of(Market, "ended", note="งานแสดงและจำหน่ายสินค้าใส่ทั้งวันเริ่มและวันสิ้นสุด ตลาดที่ยังขายอยู่ให้ว่างไว้")
    note = of(Market, "note")

    class Meta:
        model = Market

    def order(self):
        return ["village_code", "group", "sort_key", "started", "pk"]

    def write(self, lines):
        written = super().write(lines)
        self.record_lines(lines)
        return written


class SaleResource(InGroup):
    """One row for each product, channel and month; an empty market is what the group sold itself."""

    blamed = {"product": "product_name", "market": "market_name"}

    product_name = Column("ผลิตภัณฑ์", "product__name", Text(), key=True, needed=True, part=True, example="ผ้ามัดหมี่")
    market_name = Column(
        "ตลาดหรืองาน", "market__name", Text(), key=True, part=True, example="ตลาดนัดหน้าอำเภอ", note="ขายตรงให้ว่างไว้"
    )
    market_started = Column(
        "ตลาดเริ่มเมื่อ", "market__started", Day(), key=True, part=True, example="01/06/2560",
        note="วันเริ่มของตลาดหรืองานตามทะเบียนตลาด จำเป็นเมื่อชื่อเดียวกันมีหลายครั้ง",
    )  # fmt: skip
    month = of(Sale, "month", key=True, example="มิ.ย. 2560")
    quantity = of(Sale, "quantity", example=12)
    amount = of(Sale, "amount", example="8,100")

    class Meta:
        model = Sale

    def get_queryset(self):
        return super().get_queryset().select_related("product", "market")

    def order(self):
        return ["village_code", "group", "month", "pk"]

    def link_further(self, instance, cells):
        if not instance._state.adding:
            return
        group = instance.group
        if not hasattr(self, "_products"):
            products = self.within(Product.objects.visible_to(self.user))
            self._products = {(product.group_id, product.name): product for product in products}
            self._markets = {}
            for market in self.within(Market.objects.visible_to(self.user)):
                self._markets.setdefault((market.group_id, market.name), []).append(market)
        name = cells.get("product_name")
        if name:
            instance.product = self._products.get((group.pk, name))
            if instance.product is None:
                raise ValidationError({"product_name": f"กลุ่มนี้ไม่มีผลิตภัณฑ์ “{name}” เพิ่มที่หน้ากลุ่มก่อน"})
        instance.market = self._market(group, cells.get("market_name"), cells.get("market_started"))

    def _market(self, group, name, started):
        if not name:
            return None
        found = self._markets.get((group.pk, name), [])
        if started or len(found) > 1:
            found = [market for market in found if market.started == started]
        if not found:
            raise ValidationError({"market_name": f"กลุ่มนี้ไม่มีตลาดหรืองาน “{name}” ที่เริ่มวันนั้น ดูทะเบียนตลาดของกลุ่ม"})
        return found[0]

    def judge(self, line):
        super().judge(line)
        if line.wrong:
            return
        try:
            refuse_sale(line.instance, self.today)
        except ValidationError as error:
            self.blame(line, error)

    def doubt(self, line):
        sentence = doubt_of(line.instance) if line.is_new else ""
        if sentence:
            line.ask(Doubt("market?", "market_name", sentence), self.answers)

    def write(self, lines):
        written = super().write(lines)
        self.record_lines(lines)
        return written


def _refuse_ahead(resource, line) -> None:
    """What has happened has a day that has come."""
    if line.wrong:
        return
    try:
        not_after(line.instance.on, resource.today, "on")
    except ValidationError as error:
        resource.blame(line, error)
