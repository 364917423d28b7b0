"""Sheets of what groups make, and of the standards that their products hold."""

from django.core.exceptions import ValidationError

from groups.books import not_after
from groups.models import Product, ProductStandard
from groups.products.rules import doubts, faults
from groups.resources import InGroup
from samma.accounts.resources import RecordedResource
from samma.resources import Column, Doubt, of
from samma.resources.reading import Text
from villages.resources import village_column


class ProductResource(InGroup):
    """A product is named by its group and its own name."""

    name = of(Product, "name", key=True, example="กล้วยฉาบ")
    product_type = of(Product, "product_type", example="อาหาร")
    food_kind = of(Product, "food_kind", example="อาหารแปรรูป", note="เฉพาะประเภทอาหาร ประเภทอื่นเว้นว่าง")
    story = of(Product, "story")
    materials = of(Product, "materials", example="กล้วยน้ำว้า น้ำมันปาล์ม")
    materials_from = of(Product, "materials_from", example="ในตำบล")
    capacity = of(Product, "capacity", example=300)
    unit = of(Product, "unit", example="ถุง")
    price = of(Product, "price", example="35")
    started = of(Product, "started", example="01/05/2560")
    ended = of(Product, "ended", note="ยังผลิตอยู่ให้ว่างไว้")

    class Meta:
        model = Product

    def order(self):
        return ["village_code", "group", "sort_key", "pk"]

    def refuse(self, line):
        product = line.instance
        for name in ("started", "ended"):
            if getattr(product, name):
                not_after(getattr(product, name), self.today, name)
        wrong = faults(product.product_type, product.name, product.food_kind)
        if wrong and (line.is_new or "food_kind" not in wrong):  # of former days the kind of food may be unknown
            raise ValidationError(wrong)

    def doubt(self, line):
        product = line.instance
        if not line.is_new:
            return
        for field, sentence in doubts(product.product_type, product.name).items():
            line.ask(Doubt("plant?", field, sentence), self.answers)


class ProductStandardResource(RecordedResource):
    """A standard is named by its product, its kind and its number."""

    village = village_column("product__group__village", part=True)
    group = Column("ชื่อกลุ่ม", "product__group__name", Text(), key=True, needed=True, part=True, example="กลุ่มทอผ้าตัวอย่าง")
    product = Column("ชื่อผลิตภัณฑ์", "product__name", Text(), key=True, needed=True, part=True, example="ผ้าไหมมัดหมี่")
    kind = of(ProductStandard, "kind", key=True, example="มผช.")
    other = of(ProductStandard, "other", key=True, note="เฉพาะเมื่อมาตรฐานเป็น “มาตรฐานอื่น”")
    number = of(ProductStandard, "number", key=True, example="17/2557")
    issued = of(ProductStandard, "issued", example="01/05/2560")
    expires = of(ProductStandard, "expires", example="30/04/2563")

    class Meta:
        model = ProductStandard

    def get_queryset(self):
        return super().get_queryset().select_related("product__group__village")

    def order(self):
        return ["village_code", "product", "kind", "pk"]

    def link(self, instance, cells, wrong):
        village, group, name = cells.get("village"), cells.get("group"), cells.get("product")
        if village is None or not group or not name:
            return
        if not hasattr(self, "_products"):
            products = self.within(Product.objects.visible_to(self.user)).select_related("group__village")
            self._products = {(p.group.village_id, p.group.name, p.name): p for p in products}
        found = self._products.get((village.pk, group, name))
        if found is None:
            raise ValidationError({"product": f"ไม่มีผลิตภัณฑ์ “{name}” ของ “{group}” ใน{village}"})
        instance.product = found

    def refuse(self, line):
        if line.instance.issued:
            not_after(line.instance.issued, self.today, "issued")
