"""Writing a group's rules article by article: kept as a draft as often as wanted, then adopted by a meeting."""

from django import forms
from django.utils.timezone import localdate

from groups import actions
from groups.bylaws.articles import BLANK, Article, model_for, read, written
from groups.element_forms import DeedForm
from groups.forms import field_of
from groups.models import Bylaw, GroupMeeting
from samma.formfields import ThaiCharField, ThaiDateField, WholeNumberField
from samma.forms import PlainForm

MOST = 60  # articles
SPARE = 2  # empty ones below the last


class ArticleForm(PlainForm):
    """One article. Emptied, it is gone; its number moves it."""

    order = WholeNumberField(label="ข้อที่", required=False, min_value=1, max_value=MOST * 2)
    heading = ThaiCharField(label="หัวข้อ", required=False, max_length=150)
    text = ThaiCharField(label="ข้อความ", required=False, widget=forms.Textarea({"rows": 4}))


class ArticleGrid(forms.BaseFormSet):
    """The articles of a text that is being written."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"user": self.user}

    @property
    def articles(self) -> list[Article]:
        """What is written, in the order of its numbers; of two with one number the later typed stands first: it moved."""
        rows = []
        for place, form in enumerate(self.forms, start=1):
            data = form.cleaned_data
            heading, text = data.get("heading") or "", data.get("text") or ""
            if heading or text:
                order = data.get("order") or place
                rows.append((order, order == place, place, Article(" ".join(heading.split()), text)))
        return [row[-1] for row in sorted(rows, key=lambda row: row[:3])]


Articles = forms.formset_factory(
    ArticleForm, formset=ArticleGrid, extra=SPARE, max_num=MOST, absolute_max=MOST + SPARE, validate_max=True
)


def articles_form(data, *, group, user) -> ArticleGrid:
    """The draft, else the rules in force, else the model with the group's own words."""
    latest = group.bylaws.drafts().first() or group.bylaws.adopted().first()
    present = read(latest.text) if latest else model_for(group)
    initial = [
        {"order": number, "heading": article.heading, "text": article.text}
        for number, article in enumerate(present, start=1)
    ]
    return Articles(data, initial=initial, prefix="article", user=user)


def with_more(data):
    """The same form with some more empty articles; what was typed stays."""
    data = data.copy()
    total = data.get("article-TOTAL_FORMS", "0")
    data["article-TOTAL_FORMS"] = str(min(int(total) + SPARE, MOST)) if total.isdecimal() else "0"
    return data


class BylawForm(DeedForm):
    """The meeting that adopts the text; not asked for while it is a draft."""

    model = Bylaw

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    adopted = ThaiDateField(label="ที่ประชุมรับรองเมื่อ", required=False)
    place = field_of(GroupMeeting, "place", label="สถานที่ประชุม")
    people = field_of(GroupMeeting, "people", label="สมาชิกที่มาประชุม (คน)")

    def __init__(self, *args, articles, adopts=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.articles, self.adopts = articles, adopts
        draft = self.group.bylaws.drafts().first()
        self.fields["version"].initial = draft.version if draft else 0
        if not adopts:
            self.fields["adopted"].initial = localdate()

    def clean(self):
        data = super().clean()
        if not self.articles.is_valid():
            raise forms.ValidationError("โปรดแก้ข้อที่มีเครื่องหมายก่อน")
        self.text = written(self.articles.articles)
        if not self.text:
            raise forms.ValidationError("ยังไม่มีข้อความของระเบียบ ให้เขียนอย่างน้อยหนึ่งข้อ")
        if self.adopts and not data.get("adopted") and "adopted" not in self.errors:
            self.add_error("adopted", "ใส่วันที่ที่ประชุมรับรอง ถ้ายังไม่ได้ประชุม ให้กดบันทึกร่าง")
        if self.adopts and BLANK in self.text:
            self.doubt(None, f"ยังมีช่อง {BLANK} ที่ที่ประชุมยังไม่ได้กำหนด")
        return data

    def perform(self):
        data = self.cleaned_data
        version = data["version"] or 0
        if not self.adopts:
            return actions.save_draft(self.group, self.text, by=self.user, version=version)
        meeting = {"place": data["place"], "people": data["people"]}
        return self.deed(
            actions.adopt_bylaw,
            self.group,
            self.text,
            data["adopted"],
            version=version,
            confirmed=self.doubts,
            **meeting,
        )

    def done(self, bylaw):
        return "บันทึกกฎ กติกา ระเบียบข้อบังคับกลุ่มแล้ว" if bylaw.adopted else "บันทึกร่างระเบียบแล้ว"
