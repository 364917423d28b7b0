"""Forms of the OTOP rounds and packets: the round, the producer's part of the packet, the papers put in, the handing in."""

from django import forms
from django.utils.timezone import localdate

from groups import actions
from groups.forms import NotAhead, field_of
from groups.models import LINKS, AttachedPaper, OtopApplication, OtopRound, Position
from groups.products.otop.packets import attached, papers_of, ready_of
from groups.products.otop.registration_forms import LinkFields
from groups.products.rules import unmet
from groups.signers import signers
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiDateField
from samma.forms import PlainForm
from samma.scope import WHOLE_COUNTRY
from samma.thai import be_year
from villages.models import Area

COUNTRY = "ทั้งประเทศ"


class RoundForm(RecordedForm):
    """A round of the keeper's own province, or of the country."""

    area_code = forms.ChoiceField(label="พื้นที่")

    class Meta:
        model = OtopRound
        fields = ["area_code", "year", "number", "opens", "closes", "place", "note"]
        help_texts = {"year": "เช่น 2569", "place": "ว่างไว้หมายถึงที่สำนักงานพัฒนาชุมชนอำเภอที่ผลิต"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.user.area_code
        provinces = Area.objects.filter(level=2).order_by("code")
        if code != WHOLE_COUNTRY:
            provinces = provinces.filter(code=code[:2])
        own = [(WHOLE_COUNTRY, COUNTRY)] if code == WHOLE_COUNTRY else []
        self.fields["area_code"].choices = own + [(area.code, area.full_name) for area in provinces]
        if not self.instance.pk:
            self.initial.setdefault("year", be_year(localdate().year))

    def clean(self):
        data = super().clean()
        opens, year = data.get("opens"), data.get("year")
        if opens and year and be_year(opens.year) != year:
            self.doubt("opens", f"วันแรกที่เปิดรับอยู่ในปี {be_year(opens.year)} แต่รอบนี้เป็นของปี {year}")
        return data


class PacketForm(LinkFields, PlainForm):
    """What the registration forms say of the producer, beside what is known of product and group."""

    model = OtopApplication

    applicant = field_of(OtopApplication, "applicant", required=True, help_text="ชื่อเต็มพร้อมคำนำหน้า")
    place = field_of(OtopApplication, "place")
    in_district = field_of(OtopApplication, "in_district")
    thai_nationals = field_of(OtopApplication, "thai_nationals")
    proxy = field_of(OtopApplication, "proxy", help_text="ว่างไว้เมื่อมายื่นเอง ถ้ามีผู้ยื่นแทน ระบบพิมพ์หนังสือมอบอำนาจให้")

    field_order = ["applicant", "producer_kind", "links", "place", "in_district", "thai_nationals", "proxy"]
    OWN = ("applicant", "place", "in_district", "thai_nationals", "proxy")

    def __init__(self, *args, product, round, packet=None, **kwargs):
        self.product, self.round, self.packet = product, round, packet
        if packet:
            known = {name: getattr(packet, name) for name in (*self.OWN, "producer_kind")}
            known["links"] = [name for name in LINKS if getattr(packet, name)]
        else:
            chair = signers(product.group, localdate(), [Position.CHAIR])[0][1]
            known = {"applicant": chair, "place": product.group.address, "producer_kind": "group"}
        super().__init__(*args, initial=known, **kwargs)

    def clean(self):
        data = super().clean()
        if "in_district" not in self.errors and not data.get("in_district"):
            self.add_error("in_district", "ลงทะเบียนได้ที่อำเภอที่ผลิตเท่านั้น ถ้าผลิตที่อื่น ให้ยื่นที่อำเภอนั้น")
        if "thai_nationals" not in self.errors and not data.get("thai_nationals"):
            self.add_error("thai_nationals", "ผู้ผลิตและสมาชิกต้องมีสัญชาติไทยทุกคน")
        return data

    def perform(self):
        fields = {name: self.cleaned_data[name] for name in self.OWN} | self.linked()
        return actions.write_packet(self.product, self.round, by=self.user, **fields)


class PapersForm(PlainForm):
    """A box and a day for each paper of the packet; a box without a day is of today."""

    def __init__(self, *args, packet, **kwargs):
        self.packet = packet
        super().__init__(*args, **kwargs)
        there = attached(packet)
        for paper in papers_of(packet):
            self.fields[f"in_{paper}"] = forms.BooleanField(label=paper.label, required=False, initial=paper in there)
            self.fields[f"on_{paper}"] = ThaiDateField(
                label=f"แนบ{paper.label} เมื่อ", required=False, initial=there.get(paper)
            )

    @property
    def pairs(self):
        """The box and the day of each paper."""
        return [(self[f"in_{paper}"], self[f"on_{paper}"]) for paper in papers_of(self.packet)]

    def clean(self):
        data = super().clean()
        for paper in papers_of(self.packet):
            on = data.get(f"on_{paper}")
            if on and not data.get(f"in_{paper}"):
                self.add_error(f"in_{paper}", "ใส่วันที่แล้ว ให้ทำเครื่องหมายว่าแนบแล้วด้วย หรือลบวันที่")
            if on and on > localdate():
                self.add_error(f"on_{paper}", "วันที่ต้องไม่อยู่ในอนาคต")
        return data

    def perform(self):
        data = self.cleaned_data
        papers = {
            str(paper): data[f"on_{paper}"] or localdate() for paper in papers_of(self.packet) if data[f"in_{paper}"]
        }
        return actions.attach_papers(self.packet, papers, by=self.user)


class SubmitForm(NotAhead, PlainForm):
    """The packet is handed in; what is missing is asked about, since the office may take it all the same."""

    model = AttachedPaper

    submitted = field_of(OtopApplication, "submitted", required=True, initial=localdate)

    def __init__(self, *args, packet, **kwargs):
        self.packet = packet
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        on, of = data.get("submitted"), self.packet.round
        if on and not of.opens <= on <= of.closes:
            self.doubt("submitted", f"วันนี้อยู่นอกช่วงที่{of}เปิดรับ")
        left = unmet(ready_of(self.packet.product, self.packet))
        if left:
            self.doubt(None, f"แฟ้มยังขาด: {', '.join(left)}")
        return data

    def perform(self):
        return actions.hand_in(self.packet, on=self.cleaned_data["submitted"], by=self.user, confirmed=self.doubts)
