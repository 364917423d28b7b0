"""The form of a yearly book: what its cover and foreword say, and which records go in."""

from django import forms

from samma import thai
from samma.accounts.forms import RecordedForm
from samma.knowledge.models import YearBook

TITLE = "รวมองค์ความรู้สัมมาชีพชุมชน"
FOREWORD = (
    "สำนักงานพัฒนาชุมชน{place} รวบรวมองค์ความรู้ที่เจ้าหน้าที่พัฒนาชุมชน ปราชญ์ชุมชน และครัวเรือนสัมมาชีพ "
    "ได้เรียนรู้จากการทำงานจริงในปีงบประมาณ พ.ศ. {year} ไว้ในเล่มนี้ เพื่อให้ผู้ที่สนใจนำไปใช้และต่อยอดได้\n"
    "ขอขอบคุณเจ้าขององค์ความรู้ทุกท่านที่แบ่งปันความรู้และประสบการณ์ หวังว่าเล่มนี้จะเป็นประโยชน์ต่อการสร้างสัมมาชีพในชุมชนต่อไป"
)


def begun(area_code: str, year: int, place: str) -> YearBook:
    """A book that nobody has prepared yet, with words to begin from."""
    foreword = FOREWORD.format(place=place, year=thai.thai_digits(str(year)))
    return YearBook(area_code=area_code, year=year, title=TITLE, foreword=foreword)


class BookForm(RecordedForm):
    class Meta:
        model = YearBook
        fields = ["title", "foreword", "holds", "digits"]
        widgets = {"foreword": forms.Textarea({"rows": 10}), "holds": forms.RadioSelect, "digits": forms.RadioSelect}
        help_texts = {"foreword": "ขึ้นบรรทัดใหม่คือขึ้นย่อหน้าใหม่ เว้นว่างไว้หากเล่มนี้ไม่มีคำนำ"}
