"""The support of a team written down, with the names and agencies of before offered."""

from django import forms

from households.models import SupportPhoto, SupportVisit
from samma.accounts.forms import RecordedForm
from samma.photos import PhotosField
from trainers.models import Trainer

# Who usually comes (source: documents 000 and 003); what was typed before in the district is offered too.
USUAL_AGENCIES = [
    "สำนักงานพัฒนาชุมชนอำเภอ", "สำนักงานพัฒนาชุมชนจังหวัด", "ที่ทำการปกครองอำเภอ", "สำนักงานเกษตรอำเภอ", "องค์การบริหารส่วนตำบล",
    "โรงพยาบาลส่งเสริมสุขภาพตำบล", "กศน.อำเภอ", "ธ.ก.ส.", "คณะกรรมการพัฒนาสตรีตำบล", "ศูนย์ประสานงานองค์การชุมชนตำบล",
]  # fmt: skip
MOST_OFFERED = 40
DISTRICT_DIGITS = 4


class SupportForm(RecordedForm):
    """One coming. No trainer ticked means the whole team."""

    photos = PhotosField(label="ภาพถ่าย", most=6)

    class Meta:
        model = SupportVisit
        fields = ["on", "kind", "who", "agency", "trainers", "what", "value"]
        widgets = {"what": forms.Textarea({"rows": 3}), "trainers": forms.CheckboxSelectMultiple}

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        team = self.instance.team
        seated = Trainer.objects.filter(team=team, ended=None)
        if self.instance.pk:
            seated = seated | Trainer.objects.filter(support=self.instance)
        self.fields["trainers"].queryset = seated.select_related("sage").distinct().order_by("seat", "pk")
        self.fields["trainers"].help_text = "ไม่เลือก = ทั้งทีม"
        self.fields["who"].widget.attrs["list"] = "support-who"
        self.fields["agency"].widget.attrs["list"] = "support-agency"
        self.whos, self.agencies = offered(team)

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError("วันที่อยู่ในอนาคต โปรดตรวจสอบ")
        return self.cleaned_data["on"]

    def perform(self):
        if self.instance._state.adding:
            self.instance.keyed_by = self.user
        support = super().perform()
        for order, picture in enumerate(self.cleaned_data["photos"], start=support.photos.count() + 1):
            SupportPhoto.objects.create(support=support, image=picture, order=order)
        return support


def offered(team) -> tuple[list[str], list[str]]:
    """Names and agencies typed before in the district, and the usual agencies."""
    district = SupportVisit.objects.under(team.target_village.village_code[:DISTRICT_DIGITS])
    latest = district.order_by("-pk").values_list("who", "agency")[: MOST_OFFERED * 5]
    whos = list(dict.fromkeys(who for who, _agency in latest))
    agencies = list(dict.fromkeys([*(agency for _who, agency in latest if agency), *USUAL_AGENCIES]))
    return whos[:MOST_OFFERED], agencies[:MOST_OFFERED]
