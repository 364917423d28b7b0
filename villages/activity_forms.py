"""What officers type about what took place: the meeting itself, and the points of its agenda with a minute under each."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiCharField, WholeNumberField
from samma.photos import MOST_AT_ONCE, PhotosField
from villages import rules
from villages.actions import next_course_day, planned_for
from villages.models import Activity, ActivityKind, ActivityPhoto, AgendaItem

MOST_POINTS = 20
SPARE_POINTS = 2


class PhotosToDropField(forms.ModelMultipleChoiceField):
    """The pictures there are, numbered as the page shows them."""

    def label_from_instance(self, photo):
        return f"ภาพที่ {list(self.queryset).index(photo) + 1}"


class PlanChoiceField(forms.ModelChoiceField):
    """A line of the plan with its day, so that two of a kind can be told apart."""

    def label_from_instance(self, item):
        return f"{item.days_label} {item.title}"


class ActivityForm(RecordedForm):
    """A meeting, course day or study visit that took place, with its pictures.

    `course` says what of the village's year happened when (villages.rules.Course): a wrong order of things is asked about,
    and the reason is kept with the activity.
    """

    photos = PhotosField(label="เพิ่มภาพ", help_text=f"เลือกได้หลายภาพ ครั้งละไม่เกิน {MOST_AT_ONCE} ภาพ")
    drop_photos = PhotosToDropField(
        ActivityPhoto.objects.none(), label="ลบภาพที่เลือก", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Activity
        fields = [
            "kind",
            "day_no",
            "part",
            "topic",
            "on",
            "until",
            "time_from",
            "time_to",
            "place",
            "plan",
            "people",
            "spent",
            "chair",
            "recorder",
            "minutes",
            "reason",
        ]
        widgets = {"minutes": forms.Textarea(attrs={"rows": 5})}
        field_classes = {"day_no": WholeNumberField, "plan": PlanChoiceField}
        help_texts = {
            "until": "เว้นว่างไว้เมื่อจัดวันเดียว",
            "people": "นับเป็นคน ไม่ใช่ครัวเรือน เว้นว่างไว้ให้นับจากรายชื่อที่เลือก",
            "reason": "ใส่เมื่อจำนวนหรือลำดับต่างจากปกติ เช่น ดูงานก่อนประชุมชี้แจงเพราะอะไร",
            "minutes": "เรื่องที่ไม่อยู่ในวาระ หรือสรุปทั้งหมด",
        }

    def __init__(self, *args, user, course: rules.Course | None = None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.course = course or rules.Course()
        self.reasons_wanted: list[str] = []
        self.fields["day_no"].help_text = "เฉพาะวันฝึกอบรม เว้นว่างไว้คือวันถัดไปของหลักสูตร"
        self.fields["plan"].queryset = self.instance.target_village.plan_items.order_by("on", "pk")
        self.fields["plan"].empty_label = "เลือกให้เองตามชนิดและวัน" if self.instance.pk is None else "ไม่อยู่ในแผน"
        if self.instance.pk and self.instance.photos.exists():
            self.fields["drop_photos"].queryset = self.instance.photos.all()
        else:
            del self.fields["drop_photos"]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError("วันที่จัดอยู่ในอนาคต บันทึกเมื่อจัดกิจกรรมแล้ว ถ้าเป็นแผน ให้ใส่ในแผนปฏิบัติการ")
        return on

    def clean(self):
        data = super().clean()
        target = self.instance.target_village
        on, kind = data.get("on"), data.get("kind")
        if kind != ActivityKind.COURSE:
            data["day_no"], data["part"] = None, ""
        elif not data.get("day_no") and "day_no" not in self.errors:
            data["day_no"] = next_course_day(target)
        for name, sentence in rules.odd_days(on, data.get("until"), target.year_id):
            self.doubt(name, sentence)
        for name, sentence in rules.odd_numbers(kind, data.get("day_no"), data.get("people"), target.year):
            self.want_reason(name, sentence)
        if on and kind:
            self._ask_order(kind, on, data.get("day_no"))
        if self.reasons_wanted and not data.get("reason"):
            self.add_error("reason", "โปรดเขียนเหตุผลสั้น ๆ ที่ต่างจากปกติ")
        if self.instance.pk is None and kind and on and not data.get("plan"):
            data["plan"] = planned_for(target, kind, on, data.get("day_no"))
        return data

    def _ask_order(self, kind, on, day_no) -> None:
        if self.instance.pk and not {"kind", "on", "day_no"} & set(self.changed_data):
            return  # it was asked when it was entered
        for name, sentence in rules.out_of_order(kind, on, day_no, self.course):
            self.want_reason(name, sentence)

    def want_reason(self, name: str, sentence: str) -> None:
        """Asked as every doubt, and the answer says why."""
        self.reasons_wanted.append(sentence)
        self.doubt(name, sentence)

    def notes(self) -> list[str]:
        """What is only noted, once the activity is stored."""
        return rules.notes_on(self.instance.kind, self.instance.on, self.course, self.instance.target_village.year)

    def perform(self):
        activity = super().perform()
        for photo in self.cleaned_data.get("drop_photos") or []:
            photo.image.delete(save=False)
            photo.delete()
        last = activity.photos.aggregate(last=Max("order"))["last"]
        for number, image in enumerate(self.cleaned_data["photos"], (last or 0) + 1):
            ActivityPhoto.objects.create(activity=activity, image=image, order=number)
        return activity


class PointForm(forms.Form):
    """One point of the agenda; without a title it says nothing, and a minute without one is asked for it."""

    title = ThaiCharField(label="วาระ", max_length=300, required=False)
    minutes = ThaiCharField(label="ผลการประชุม", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self):
        data = super().clean()
        if data.get("minutes") and not data.get("title"):
            self.add_error("title", "มีผลการประชุมแล้ว โปรดใส่ชื่อวาระ")
        return data


PointFormSet = forms.formset_factory(PointForm, extra=SPARE_POINTS, max_num=MOST_POINTS, absolute_max=MOST_POINTS + 10)


def keep_agenda(activity: Activity, points: PointFormSet) -> None:
    """Write the agenda as the page has it; a point that was emptied is gone, and the others move up."""
    said = [data for data in points.cleaned_data if data.get("title")]
    activity.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(activity=activity, order=n, title=data["title"], minutes=data["minutes"])
        for n, data in enumerate(said, 1)
    )
