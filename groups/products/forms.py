"""Forms of a product: what it is, its standards, pictures, stars, and its registration with its renewals."""

import datetime

from django import forms
from django.forms import formset_factory
from django.utils.timezone import localdate

from groups import actions
from groups.element_forms import DeedForm
from groups.forms import NotAhead, field_of
from groups.models import (
    LINKS,
    FoodKind,
    OtopRegistration,
    Product,
    ProductStandard,
    ProductStars,
    ProductType,
)
from groups.products.rules import doubts, faults
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiDateField
from samma.forms import PlainForm
from samma.photos import MOST_AT_ONCE, PhotoRow, PhotosField
from samma.thai import be_year, thai_date

WHAT = ["name", "product_type", "food_kind", "unit", "price", "capacity", "started"]
MORE = ["story", "materials", "materials_from", "ended"]
UNIT_HELP = "เช่น ผืน ขวด ถุง กิโลกรัม"


class ProductRules:
    """What both forms of a product ask beside its constraints."""

    def clean(self):
        data = super().clean()
        kind, name = data.get("product_type"), data.get("name") or ""
        for field, sentence in faults(kind, name, data.get("food_kind") or "").items():
            if field not in self.errors:
                self.add_error(field, sentence)
        for field, sentence in doubts(kind, name).items():
            self.doubt(field, sentence)
        if not data.get("unit") and (data.get("price") or data.get("capacity")):
            self.add_error("unit", f"ใส่หน่วยนับของราคาและกำลังการผลิต {UNIT_HELP}")
        return data


class AddProductForm(ProductRules, NotAhead, DeedForm):
    """A new product on the group's page: what must be known; the rest is on its own page."""

    model = Product

    name = field_of(Product, "name")
    product_type = forms.TypedChoiceField(
        label="ประเภทผลิตภัณฑ์", coerce=int, choices=[("", "เลือกประเภท"), *ProductType.choices]
    )
    food_kind = forms.ChoiceField(
        label="กลุ่มย่อยของอาหาร",
        required=False,
        choices=[("", "ไม่ใช่อาหาร"), *FoodKind.choices],
        help_text="เฉพาะประเภทอาหาร",
    )
    unit = field_of(Product, "unit", help_text=UNIT_HELP)
    price = field_of(Product, "price", help_text="ยังไม่ตั้งราคาให้ว่างไว้")
    capacity = field_of(Product, "capacity", help_text="ไม่ทราบให้ว่างไว้")
    started = field_of(Product, "started", help_text="ไม่ทราบให้ว่างไว้")

    def perform(self):
        chosen = {name: self.cleaned_data[name] for name in WHAT}
        return self.deed(actions.add_product, self.group, **chosen)

    def done(self, product):
        return f"เพิ่มผลิตภัณฑ์ “{product.name}” แล้ว เปิดหน้าผลิตภัณฑ์เพื่อใส่เรื่องราว ภาพ มาตรฐาน และต้นทุน"


class ProductForm(ProductRules, NotAhead, RecordedForm):
    """Everything that a product says of itself."""

    class Meta:
        model = Product
        fields = [*WHAT, *MORE]
        widgets = {"story": forms.Textarea({"rows": 6}), "materials": forms.Textarea({"rows": 3})}
        help_texts = {
            "unit": UNIT_HELP,
            "food_kind": "เฉพาะประเภทอาหาร ประเภทอื่นให้เว้นว่าง",
            "story": "ที่มา ภูมิปัญญา วิธีทำ และสิ่งที่ทำให้ต่างจากของที่อื่น ใช้ในใบสมัครและแผ่นข้อมูลผลิตภัณฑ์",
            "materials_from": "เช่น ปลูกเองในหมู่บ้าน ซื้อจากตลาดอำเภอ",
            "ended": "ยังผลิตอยู่ให้ว่างไว้",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["food_kind"].choices = [("", "ไม่ใช่อาหาร"), *FoodKind.choices]


class StandardForm(NotAhead, RecordedForm):
    """A standard that the product holds."""

    may_be_ahead = ("expires",)

    class Meta:
        model = ProductStandard
        fields = ["kind", "other", "number", "issued", "expires"]
        help_texts = {"other": "เฉพาะเมื่อเลือกมาตรฐานอื่น", "expires": "ไม่มีวันหมดอายุหรือไม่ทราบ ให้ว่างไว้"}

    def clean(self):
        data = super().clean()
        expires = data.get("expires")
        if expires and expires < localdate() and "expires" in self.changed_data:
            self.doubt("expires", f"มาตรฐานนี้หมดอายุแล้วเมื่อ {thai_date(expires)}")
        return data


# --- pictures ---------------------------------------------------------------------------------------------------------
class ProductPhotoUpload(PlainForm):
    photos = PhotosField(label="เลือกภาพ", required=True, help_text=f"ครั้งละไม่เกิน {MOST_AT_ONCE} ภาพ JPEG, PNG หรือ WebP")


class ProductPhotoRow(PhotoRow):
    for_packet = forms.BooleanField(label="ใช้เป็นภาพ 4×6 นิ้วของแฟ้ม OTOP", required=False)


class PhotoRows(forms.BaseFormSet):
    def clean(self):
        chosen = [row for row in self.forms if row.cleaned_data.get("for_packet") and not row.cleaned_data.get("drop")]
        for row in chosen[1:]:
            row.add_error("for_packet", "เลือกภาพ 4×6 นิ้วได้ภาพเดียว")


ProductPhotoGrid = formset_factory(ProductPhotoRow, formset=PhotoRows, extra=0)


# --- stars, registration, renewal -------------------------------------------------------------------------------------
class OfProduct(PlainForm):
    """A form of a product's page: it knows the product, is carried out today and says what was done."""

    def __init__(self, *args, product, **kwargs):
        self.product = product
        super().__init__(*args, **kwargs)

    def deed(self, action, **more):
        return action(self.product, by=self.user, **more)


def not_ahead(year: int | None) -> int | None:
    """A year of selection that has come."""
    if year and year > be_year(localdate().year):
        raise forms.ValidationError("ปีที่คัดสรรยังมาไม่ถึง")
    return year


class StarsForm(OfProduct):
    model = ProductStars

    year = field_of(ProductStars, "year", required=True, help_text="")
    stars = forms.TypedChoiceField(
        label="ดาว", coerce=int, choices=[("", "เลือก"), *ProductStars._meta.get_field("stars").choices]
    )

    def clean_year(self):
        return not_ahead(self.cleaned_data["year"])

    def perform(self):
        return self.deed(actions.win_stars, stars=self.cleaned_data["stars"], year=self.cleaned_data["year"])

    def done(self, won):
        return f"บันทึกผลการคัดสรร {won} ของ “{self.product}” แล้ว"


class StarsEditForm(RecordedForm):
    """A result that was written down wrongly, or whose year is known now."""

    class Meta:
        model = ProductStars
        fields = ["year", "stars"]

    def clean_year(self):
        return not_ahead(self.cleaned_data["year"])


class LinkFields(forms.Form):
    """Who the producer is and how he is linked with his community."""

    producer_kind = field_of(OtopRegistration, "producer_kind", required=True)
    links = forms.MultipleChoiceField(
        label="การเชื่อมโยงกับชุมชน (อย่างน้อย 1 ข้อ)",
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, OtopRegistration._meta.get_field(name).verbose_name) for name in LINKS],
        error_messages={"required": "เลือกการเชื่อมโยงกับชุมชนอย่างน้อย 1 ข้อ"},
    )

    def linked(self) -> dict:
        """As the model's fields."""
        chosen = self.cleaned_data["links"]
        return {"producer_kind": self.cleaned_data["producer_kind"]} | {name: name in chosen for name in LINKS}


class RegisterForm(LinkFields, OfProduct):
    """The number that the product was given."""

    model = OtopRegistration

    number = field_of(OtopRegistration, "number")
    round = field_of(OtopRegistration, "round")
    registered_on = field_of(OtopRegistration, "registered_on", initial=localdate)
    expires = field_of(OtopRegistration, "expires", help_text="ไม่ทราบให้ว่างไว้")

    field_order = ["number", "registered_on", "expires", "round", "producer_kind", "links"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = self.fields["round"].queryset.of_place(self.product.village_code)
        self.fields["round"].empty_label = "ไม่ทราบรอบ"
        packet = self.product.applications.order_by("-round__opens").first()
        if packet:
            self.initial |= {
                "round": packet.round_id,
                "producer_kind": packet.producer_kind,
                "links": [name for name in LINKS if getattr(packet, name)],
            }

    def perform(self):
        chosen = {name: self.cleaned_data[name] for name in ("number", "round", "registered_on", "expires")}
        return self.deed(actions.register_otop, today=localdate(), **chosen, **self.linked())

    def done(self, otop):
        return f"บันทึกทะเบียน OTOP {otop.number} {otop.product} แล้ว"


class OtopEditForm(NotAhead, RecordedForm):
    """A registration whose number, day or producer was written down wrongly."""

    may_be_ahead = ("expires",)

    class Meta:
        model = OtopRegistration
        fields = ["number", "registered_on", "expires", "round", "producer_kind", *LINKS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = self.fields["round"].queryset.of_place(self.instance.village_code)


class RenewForm(PlainForm):
    """The registration goes on to a later day."""

    model = OtopRegistration

    expires = ThaiDateField(label="ใช้ได้ถึงวันใหม่")
    round = field_of(OtopRegistration, "round", label="ต่ออายุในรอบ")

    def __init__(self, *args, otop, **kwargs):
        self.otop = otop
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = self.fields["round"].queryset.of_place(otop.village_code)
        self.fields["round"].empty_label = "ไม่ทราบรอบ"

    def clean_expires(self):
        expires: datetime.date = self.cleaned_data["expires"]
        if self.otop.expires and expires <= self.otop.expires:
            raise forms.ValidationError(f"วันใหม่ต้องหลังวันเดิม {thai_date(self.otop.expires)}")
        if expires <= localdate():
            raise forms.ValidationError("วันใหม่ต้องเป็นวันข้างหน้า")
        return expires

    def perform(self):
        data = self.cleaned_data
        return actions.renew_otop(self.otop, expires=data["expires"], round=data["round"], by=self.user)
