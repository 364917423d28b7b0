"""Forms by which a trainer leaves his seat, and by which another fills it."""

from django import forms
from django.core.exceptions import ValidationError

from households import actions
from households.care import replacing
from households.forms import FUTURE
from samma.formfields import ThaiCharField, ThaiDateField
from samma.forms import PlainForm
from trainers.models import Sage, Trainer


def free_sages(team, user):
    """Sages of the village's tambon who sit in no team of the year."""
    target = team.target_village
    busy = Trainer.objects.serving().filter(year=target.year_id).values("sage")
    sages = Sage.objects.visible_to(user).under(target.village_code[:6]).exclude(pk__in=busy)
    return sages.select_related("village", "expertise")


class FollowerField(forms.ModelChoiceField):
    """A sage to sit in a seat; told with trade and village, for the office knows several of one name."""

    def __init__(self, **kwargs):
        super().__init__(Sage.objects.none(), **kwargs)
        self.widget.attrs["data-picker"] = ""

    def label_from_instance(self, sage):
        return " · ".join(filter(None, [sage.full_name, str(sage.expertise or ""), str(sage.village)]))


class LeavingForm(PlainForm):
    """What both forms ask of the one who follows."""

    model = Trainer

    def ask_next_door(self, field: str, sage) -> None:
        target = self.trainer.team.target_village
        if sage is not None and sage.village_id != target.village_id:
            self.doubt(field, f"{sage} อยู่{sage.village} คนละหมู่บ้านกับทีม")


class RetireForm(LeavingForm):
    """A trainer leaves the team; another sits down and takes his households over, or a teammate does, or they wait."""

    day = ThaiDateField(label="พ้นจากทีมเมื่อ")
    reason = ThaiCharField(label="เหตุที่พ้นจากทีม", max_length=200)
    letter_no = ThaiCharField(label="หนังสือเลขที่", required=False, max_length=50, help_text="หนังสือลาออกหรือหนังสือแจ้ง ถ้ามี")
    letter_date = ThaiDateField(label="หนังสือลงวันที่", required=False)
    follower = FollowerField(
        label="ผู้แทนในตำแหน่งนี้",
        required=False,
        empty_label="ยังไม่มี (ตำแหน่งจะว่างจนกว่าจะเลือกผู้แทน)",
        help_text="ผู้แทนรับครัวเรือนทั้งหมดไปดูแลในวันเดียวกัน",
    )
    successor = forms.ModelChoiceField(
        Trainer.objects.none(),
        label="หรือให้วิทยากรในทีมรับช่วงดูแลครัวเรือน",
        required=False,
        empty_label="ยังไม่มอบให้ใคร (ครัวเรือนจะรอจัดวิทยากร)",
    )

    def __init__(self, *args, trainer, today, **kwargs):
        self.trainer, self.today = trainer, today
        kwargs.setdefault("initial", {"day": today})
        super().__init__(*args, **kwargs)
        mates = Trainer.objects.serving().filter(team=trainer.team_id).exclude(pk=trainer.pk)
        self.fields["successor"].queryset = mates.select_related("sage").order_by("seat")
        self.fields["follower"].queryset = free_sages(trainer.team, self.user)

    def clean_day(self):
        if self.cleaned_data["day"] > self.today:
            raise ValidationError(FUTURE)
        return self.cleaned_data["day"]

    def clean_letter_date(self):
        if (self.cleaned_data["letter_date"] or self.today) > self.today:
            raise ValidationError(FUTURE)
        return self.cleaned_data["letter_date"]

    def clean(self):
        data = super().clean()
        successor, follower = data.get("successor"), data.get("follower")
        if successor is not None and follower is not None:
            self.add_error("successor", "เลือกผู้แทนแล้ว ครัวเรือนไปกับผู้แทน ไม่ต้องเลือกผู้รับช่วง")
        elif successor is not None:
            ceiling = self.trainer.team.target_village.year.households_per_trainer
            load = successor.assignments.serving().count() + self.trainer.assignments.serving().count()
            if load > ceiling:
                self.doubt("successor", f"{successor.sage} จะดูแล {load} ครัวเรือน เกินจำนวนของปี ({ceiling} ครัวเรือน)")
        self.ask_next_door("follower", follower)
        return data

    def perform(self):
        data = self.cleaned_data
        told = {name: data[name] for name in ("day", "reason", "letter_no", "letter_date")}
        if data["follower"] is not None:
            return replacing.replace(self.trainer, data["follower"], by=self.user, from_next_door=True, **told)
        return actions.retire(self.trainer, by=self.user, successor=data["successor"], **told)


class FillForm(LeavingForm):
    """Somebody for a seat that stands empty since a trainer left it."""

    follower = FollowerField(label="ผู้แทน", help_text="ปราชญ์ของตำบลที่ยังไม่อยู่ในทีมของปีนี้")
    started = ThaiDateField(label="เริ่มเมื่อ")
    with_households = forms.BooleanField(label="รับครัวเรือนที่รออยู่ไปดูแลทั้งหมด", required=False, initial=True)

    def __init__(self, *args, trainer, today, **kwargs):
        self.trainer, self.today = trainer, today
        kwargs.setdefault("initial", {"started": today, "with_households": True})
        super().__init__(*args, **kwargs)
        self.fields["follower"].queryset = free_sages(trainer.team, self.user)

    def clean_started(self):
        if self.cleaned_data["started"] > self.today:
            raise ValidationError(FUTURE)
        return self.cleaned_data["started"]

    def clean(self):
        data = super().clean()
        self.ask_next_door("follower", data.get("follower"))
        return data

    def perform(self):
        data = self.cleaned_data
        return replacing.fill(
            self.trainer,
            data["follower"],
            by=self.user,
            today=data["started"],
            with_households=data["with_households"],
            from_next_door=True,
        )
