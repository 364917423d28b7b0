"""What is typed at a handover: the note of the leaving officer, and the order that moves a posting."""

from django import forms
from django.core.exceptions import ValidationError

from samma.accounts.forms import RecordedForm
from samma.accounts.models import HandoverNote, Role, Transfer, User
from samma.accounts.transfers import order_transfer
from samma.formfields import ThaiCharField, ThaiDateField
from samma.forms import PlainForm


class NoteForm(RecordedForm):
    """One text for a place; two who write it at once are shown both."""

    class Meta:
        model = HandoverNote
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 12})}
        help_texts = {"text": "สิ่งที่ผู้รับมอบควรรู้และไม่มีในระบบ เช่น นัดหมายที่รับปากไว้ ผู้ที่ควรไปพบก่อน เรื่องที่ต้องระวัง"}


class TransferForm(PlainForm):
    """The old posting ends on a day, and the new one starts. Nobody's name is listed: the new officer's account is typed."""

    model = Transfer
    leaving = forms.ModelChoiceField(User.objects.none(), label="ผู้ส่งมอบ", empty_label="เลือกเจ้าหน้าที่ของอำเภอ")
    taking = ThaiCharField(
        label="ชื่อผู้ใช้ของผู้รับมอบ", required=False, max_length=150, help_text="ชื่อที่ใช้เข้าสู่ระบบ เว้นว่างเมื่อยังไม่มีผู้รับมอบ"
    )
    on = ThaiDateField(label="มีผลตั้งแต่วันที่", help_text="วันที่มาถึงแล้วมีผลทันทีที่บันทึก วันข้างหน้ามีผลเมื่อถึงวันนั้น")
    order_no = ThaiCharField(label="คำสั่งที่", required=False, max_length=100)

    def __init__(self, *args, area_code, today, now, **kwargs):
        self.area_code, self.today, self.now = area_code, today, now
        super().__init__(*args, **kwargs)
        officers = User.objects.filter(area_code=area_code, role=Role.OFFICER, is_active=True)
        self.fields["leaving"].queryset = officers.exclude(pk=self.user.pk).order_by("first_name", "pk")
        self.fields["leaving"].label_from_instance = lambda officer: f"{officer} ({officer.username})"
        self.initial.setdefault("on", today)

    def clean_taking(self):
        name = self.cleaned_data["taking"]
        if not name:
            return None
        taking = User.objects.filter(username=name, role=Role.OFFICER, is_active=True).first()
        if taking is None:
            raise ValidationError("ไม่พบบัญชีเจ้าหน้าที่อำเภอที่ใช้งานอยู่ชื่อนี้ ให้ผู้ดูแลระบบเปิดบัญชีก่อน")
        return taking

    def clean(self):
        data = super().clean()
        if "taking" in data and data["taking"] is None:
            self.doubt("taking", "ยังไม่มีผู้รับมอบ จะไม่มีใครแทนเจ้าหน้าที่คนนี้ในอำเภอ")
        if data.get("on") and data["on"] <= self.today and data.get("leaving"):
            self.doubt("on", f"มีผลทันที {data['leaving']} จะออกจากระบบทุกเครื่องและไม่เห็นข้อมูลของอำเภออีก")
        return data

    def perform(self):
        data = self.cleaned_data
        facts = {"area_code": self.area_code, "by": self.user, "today": self.today, "now": self.now}
        facts |= {name: data[name] for name in ("taking", "on", "order_no")}
        return order_transfer(data["leaving"], **facts)
