"""What officers type about villages and what took place in them."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from samma import thai
from samma.accounts.forms import RecordedForm
from samma.formfields import ThaiCharField, WholeNumberField
from samma.forms import PlainForm
from samma.photos import MOST_AT_ONCE, PhotosField
from samma.scope import covers
from samma.thai.numbers import LAST_MOO
from villages.actions import add_target, next_course_day, open_village, recode
from villages.models import Activity, ActivityKind, ActivityPhoto, Area, ProgrammeYear, TargetVillage, Village
from villages.rules import DOUBTFUL_MOO, DOUBTFUL_PEOPLE

DISTRICT_DIGITS = 4


class TambonField(forms.ModelChoiceField):
    """A tambon inside the user's posting; above a district the choices are searched for, not listed."""

    def __init__(self, **kwargs):
        super().__init__(Area.objects.tambons().order_by("sort_key", "code"), label="ตำบล", **kwargs)
        self.widget.attrs["data-picker"] = ""
        self.widget.attrs["data-placeholder"] = "พิมพ์ชื่อตำบล"

    def label_from_instance(self, area):
        return area.full_name

    def keep_short(self, chosen, user) -> None:
        """Thousands of options would make the page heavy: only the chosen one is written into it."""
        if len(user.area_code) == DISTRICT_DIGITS and user.area_code.isdecimal():
            return
        self.widget.attrs["data-picker-url"] = reverse("tambon-picker")
        area = self.queryset.filter(code=str(chosen or "")).first()
        self.widget.choices = [("", "---------")] + ([(area.code, area.full_name)] if area else [])


class TargetForm(PlainForm):
    """A village and the year it takes part in, on one page; the village is made when nobody has entered it yet."""

    model = TargetVillage
    tambon = TambonField()
    moo = WholeNumberField(label="หมู่ที่")
    name = ThaiCharField(label="ชื่อหมู่บ้าน", max_length=100, help_text="ไม่ต้องมีคำว่า “บ้าน” นำหน้าก็ได้ เช่น ตระกาจ")
    alias = ThaiCharField(label="ชื่ออื่น (ถ้ามี)", max_length=100, required=False)
    year = forms.ModelChoiceField(ProgrammeYear.objects.all(), label="ปีงบประมาณ", empty_label=None)
    note = ThaiCharField(label="หมายเหตุ", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["tambon"].keep_short(self["tambon"].value(), user)
        this_year = thai.fiscal_year(timezone.localdate())
        self.initial.setdefault("year", ProgrammeYear.objects.filter(year__lte=this_year).first())

    def clean_moo(self):
        moo = self.cleaned_data["moo"]
        if not 1 <= moo <= LAST_MOO:
            raise ValidationError(f"หมู่ที่ต้องเป็น 1 ถึง {LAST_MOO}")
        return moo

    def clean(self):
        data = super().clean()
        tambon, moo, name = data.get("tambon"), data.get("moo"), data.get("name")
        if not (tambon and moo and name):
            return data
        if moo > DOUBTFUL_MOO:
            self.doubt("moo", f"หมู่ที่ {moo} มากกว่าที่พบทั่วไป")
        known = Village.objects.filter(code=f"{tambon.code}{moo:02}").first()
        if known is None:
            return data
        if data.get("year") and known.targets.filter(year=data["year"]).exists():
            self.add_error("moo", f"{known} เป็นหมู่บ้านเป้าหมายของปี {data['year']} แล้ว")
        elif thai.search_fold(Village(name=name).title) != thai.search_fold(known.title):
            self.doubt("name", f"หมู่ที่ {moo} {tambon.full_name} มีในระบบแล้วในชื่อ “{known.title}” จะใช้หมู่บ้านเดิมและชื่อเดิม")
        return data

    def perform(self):
        data = self.cleaned_data
        village = open_village(data["tambon"], data["moo"], data["name"], by=self.user, alias=data["alias"])
        return add_target(village, data["year"], by=self.user, note=data["note"])


def mend_coordinates(form, data) -> None:
    """Both or none, and inside Thailand."""
    lat, lon = data.get("lat"), data.get("lon")
    if (lat is None) != (lon is None) and not {"lat", "lon"} & set(form.errors):
        form.add_error("lat" if lat is None else "lon", "ใส่ละติจูดและลองจิจูดให้ครบทั้งคู่ หรือเว้นว่างทั้งคู่")
    if lat is not None and not 5 <= lat <= 21:
        form.add_error("lat", "ละติจูดของประเทศไทยอยู่ระหว่าง 5 ถึง 21")
    if lon is not None and not 97 <= lon <= 106:
        form.add_error("lon", "ลองจิจูดของประเทศไทยอยู่ระหว่าง 97 ถึง 106")


class VillageForm(RecordedForm):
    """Names and place of a village."""

    class Meta:
        model = Village
        fields = ["name", "alias", "lat", "lon"]
        help_texts = {"lat": "องศาทศนิยม เช่น 15.1186", "lon": "องศาทศนิยม เช่น 104.3220"}

    def clean(self):
        data = super().clean()
        mend_coordinates(self, data)
        return data


class TargetNoteForm(RecordedForm):
    """What is said of the village in this year."""

    class Meta:
        model = TargetVillage
        fields = ["note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class RecodeForm(PlainForm):
    """Another official code for a village: a moo typed wrong, or a subdistrict that was split."""

    model = Village
    tambon = TambonField()
    moo = WholeNumberField(label="หมู่ที่")

    def __init__(self, *args, user, village, **kwargs):
        self.village = village
        super().__init__(*args, user=user, initial={"tambon": village.tambon_id, "moo": village.moo}, **kwargs)
        self.fields["tambon"].keep_short(self["tambon"].value(), user)

    def perform(self):
        code = f"{self.cleaned_data['tambon'].code}{self.cleaned_data['moo']:02}"
        if not covers(self.user.area_code, code):
            raise ValidationError({"tambon": "ตำบลนี้อยู่นอกพื้นที่ของท่าน"})
        return recode(self.village, code, by=self.user)

    def refuse(self, error):
        # The action speaks of the code; here it is typed as tambon and moo.
        if hasattr(error, "error_dict") and "code" in error.error_dict:
            error = ValidationError({"moo": error.error_dict["code"]})
        super().refuse(error)


class PhotosToDropField(forms.ModelMultipleChoiceField):
    """The pictures there are, numbered as the page shows them."""

    def label_from_instance(self, photo):
        return f"ภาพที่ {list(self.queryset).index(photo) + 1}"


class ActivityForm(RecordedForm):
    """A meeting, course day or study visit that took place, with its pictures."""

    photos = PhotosField(label="เพิ่มภาพ", help_text=f"เลือกได้หลายภาพ ครั้งละไม่เกิน {MOST_AT_ONCE} ภาพ")
    drop_photos = PhotosToDropField(
        ActivityPhoto.objects.none(), label="ลบภาพที่เลือก", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Activity
        fields = ["kind", "day_no", "on", "place", "topic", "people", "spent", "minutes"]
        widgets = {"minutes": forms.Textarea(attrs={"rows": 5})}
        field_classes = {"day_no": WholeNumberField}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["day_no"].help_text = "เฉพาะวันฝึกอบรม เว้นว่างไว้คือวันถัดไปของหลักสูตร"
        if self.instance.pk and self.instance.photos.exists():
            self.fields["drop_photos"].queryset = self.instance.photos.all()
        else:
            del self.fields["drop_photos"]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError("วันที่จัดอยู่ในอนาคต บันทึกเมื่อจัดกิจกรรมแล้ว")
        return on

    def clean(self):
        data = super().clean()
        target = self.instance.target_village
        on, kind = data.get("on"), data.get("kind")
        first, past = thai.fiscal_range(target.year_id)
        if on and not first <= on < past:
            self.doubt("on", f"วันที่จัดอยู่นอกปีงบประมาณ {target.year_id} ({thai.thai_date_short(first)} เป็นต้นไป)")
        if kind != ActivityKind.COURSE:
            data["day_no"] = None
        elif not data.get("day_no") and "day_no" not in self.errors:
            data["day_no"] = next_course_day(target)
        if (data.get("day_no") or 0) > target.year.village_course_days:
            self.doubt("day_no", f"หลักสูตรของปี {target.year_id} มี {target.year.village_course_days} วัน")
        if (data.get("people") or 0) > DOUBTFUL_PEOPLE:
            self.doubt("people", f"ผู้เข้าร่วมมากกว่า {DOUBTFUL_PEOPLE} คน")
        return data

    def perform(self):
        activity = super().perform()
        for photo in self.cleaned_data.get("drop_photos") or []:
            photo.image.delete(save=False)
            photo.delete()
        last = activity.photos.aggregate(last=Max("order"))["last"]
        for number, image in enumerate(self.cleaned_data["photos"], (last or 0) + 1):
            ActivityPhoto.objects.create(activity=activity, image=image, order=number)
        return activity
