"""The sheet of what a group sold."""

from django.core.exceptions import ValidationError

from groups.models import Market, Product, Sale
from groups.resources import InGroup
from groups.sales.rules import doubt_of, refuse_sale
from samma.resources import Column, Doubt, of
from samma.resources.reading import Day, Text


class SaleResource(InGroup):
    """One row for each product, channel and month; an empty market is what the group sold itself."""

    records_rows = True
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

    def refuse(self, line):
        refuse_sale(line.instance, self.today)

    def doubt(self, line):
        sentence = doubt_of(line.instance) if line.is_new else ""
        if sentence:
            line.ask(Doubt("market?", "market_name", sentence), self.answers)
