"""The cost sheet as it is written: its head with the members' own labour, and a grid of what a batch uses up."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from groups import actions
from groups.forms import NotAhead, field_of
from groups.models import CostKind, CostLine, CostSheet
from groups.products.costs.reckoning import ASK_LABOUR
from samma.constraints import violations
from samma.forms import PlainForm
from samma.grid import PlainGrid, plain_grid

MOST = 60  # lines
HEAD = ["on", "batch", "price", "note"]
LABOUR = ["labour_quantity", "labour_unit", "labour_price"]
LINE = ["kind", "item", "quantity", "unit", "price"]


class CostHead(NotAhead, PlainForm):
    """The day, the batch and the price; and own labour, which no sheet is without: left empty it is asked."""

    model = CostSheet

    on = field_of(CostSheet, "on", initial=localdate)
    batch = field_of(CostSheet, "batch")
    price = field_of(CostSheet, "price", help_text="ยังไม่ตั้งราคาให้ว่างไว้")
    note = field_of(CostSheet, "note")
    labour_quantity = field_of(
        CostSheet, "labour_quantity", label="จำนวนแรงงาน", help_text="ที่สมาชิกลงแรงเองต่อรอบ เช่น 12"
    )
    labour_unit = field_of(CostSheet, "labour_unit", label="หน่วยของแรงงาน", help_text="เช่น คน-วัน หรือ ชั่วโมง")
    labour_price = field_of(
        CostSheet, "labour_price", label="บาทต่อหน่วยแรงงาน", help_text="ถ้าจ้างคนอื่นทำ ต้องจ่ายหน่วยละเท่าไร"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, sheet=None, **kwargs):
        self.sheet = sheet
        super().__init__(*args, prefix="head", **kwargs)
        self._keep()

    def _keep(self):
        """What is typed into the head stays with the draft of the grid."""
        for field in self.fields.values():
            field.widget.attrs["data-grid-keep"] = ""

    @property
    def helper(self):
        """The batch above, own labour below in a box of its own: a line that is always there."""
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(
            Row(*(Column(name, css_class="col-md-3") for name in HEAD)),
            Fieldset(
                "แรงงานของสมาชิกเอง (เป็นต้นทุนเสมอ แม้ไม่ได้จ่ายเป็นเงิน)",
                Row(*(Column(name, css_class="col-md-4") for name in LABOUR)),
            ),
            "version",
            *(["confirmed"] if "confirmed" in self.fields else []),
        )
        return helper

    def clean(self):
        data = super().clean()
        typed = [data.get("labour_quantity"), data.get("labour_price")]
        untyped = not {"labour_quantity", "labour_price"} & set(self.errors)
        if untyped and typed == [None, None]:
            self.doubt("labour_quantity", f"ยังไม่ได้ใส่แรงงานของสมาชิกเอง {ASK_LABOUR} ถ้ายังไม่รู้จริง ๆ ใบนี้จะบอกว่ายังไม่รวมค่าแรง")
            self._keep()
        elif untyped and None in typed:
            name = "labour_quantity" if typed[0] is None else "labour_price"
            self.add_error(name, "แรงงานของสมาชิกเอง ใส่ทั้งจำนวนและบาทต่อหน่วย")
        wrong = set(self.errors)
        row = CostSheet(**{name: data.get(name) for name in [*HEAD, *LABOUR]})
        for broken in violations(row, exclude={"product", *wrong}):
            self.add_error(self.field_for(broken.fields), broken.sentence)
        return data


class CostRow(PlainForm):
    kind = forms.ChoiceField(label="หมวด", choices=[("", "เลือก"), *CostKind.choices])
    item = field_of(CostLine, "item")
    quantity = field_of(CostLine, "quantity")
    unit = field_of(CostLine, "unit")
    price = field_of(CostLine, "price")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # a row that is emptied is taken out
            field.required = False

    def clean(self):
        data = super().clean()
        if not any(self.data.get(self.add_prefix(name)) for name in LINE):
            return data
        for name in ("kind", "item", "quantity", "price"):
            if data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, f"ใส่{self.fields[name].label}")
        row = CostLine(**{name: data.get(name) for name in LINE})
        for broken in violations(row, exclude={"sheet", *self.errors}):
            self.add_error(self.field_for(broken.fields), broken.sentence)
        return data


class CostBase(PlainGrid):
    """Head and lines, written as one by one action."""

    def __init__(self, *args, product, sheet=None, **kwargs):
        self.product, self.sheet = product, sheet
        source = sheet or product.cost_sheets.first()
        lines = source.lines.all() if source else []
        if not args or args[0] is None:  # what was sent says itself what it holds; a row left as it was counts too
            kwargs["initial"] = [{name: getattr(line, name) for name in LINE} for line in lines]
        self.head = CostHead(*args, user=kwargs["user"], sheet=sheet, initial=self._head(source))
        super().__init__(*args, **kwargs)

    def _head(self, source) -> dict:
        """A new sheet begins as the last one, with today's day and the product's price."""
        known = {name: getattr(source, name) for name in ["batch", *LABOUR]} if source else {}
        if self.sheet:
            return known | {"on": source.on, "price": source.price, "note": source.note, "version": source.version}
        return known | {"on": localdate(), "price": self.product.price}

    def is_valid(self):
        return self.head.is_valid() & super().is_valid()

    def clean(self):
        if self.head.errors:
            raise ValidationError("แก้ส่วนบนของใบคิดต้นทุนก่อน: รอบการผลิต ราคา และแรงงานของสมาชิกเอง")

    def written_forms(self):
        """The rows that name something."""
        return [form for form in self.forms if form.cleaned_data.get("item")]

    def store(self):
        if not self.is_valid():
            return None
        data = self.head.cleaned_data
        head = {name: data[name] for name in [*HEAD, *LABOUR]}
        lines = [{name: form.cleaned_data[name] for name in LINE} for form in self.written_forms()]
        try:
            return actions.save_costs(
                self.product,
                head,
                lines,
                by=self.user,
                today=localdate(),
                sheet=self.sheet,
                version=data["version"],
                confirmed=self.head.doubts,
            )
        except ValidationError as error:
            self.head.refuse(error)
            self._non_form_errors.extend(error.messages)
            return None


CostGrid = plain_grid(CostRow, extra=4, max_num=MOST, grid=CostBase)
