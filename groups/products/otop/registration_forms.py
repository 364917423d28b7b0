"""Forms of what a product won in OTOP: its stars, its registration, and the renewal of it."""

import datetime

from django import forms
from django.utils.timezone import localdate

from groups import actions
from groups.forms import NotAhead, field_of
from groups.models import LINKS, OtopRegistration, ProductStars
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiDateField
from samma.forms import PlainForm
from samma.thai import be_year, thai_date


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
