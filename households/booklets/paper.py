"""What stands on the pages of a booklet, ready for templates/print/booklet.html."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from households.booklets.page_numbers import shown
from households.models import Booklet, Channel, Practising, Visit
from samma import pdf, thai
from samma.pdf.impose import cut_order, fold_order, page_count, two_up
from samma.pdf.paper import Paper
from samma.qr import qr_data_uri
from villages.models import Area

SHEETS = {"a5": "A5 หน้าละใบ", "cut": "A4 หน้าเดียว ตัดครึ่ง", "fold": "A4 สองหน้า พับกลาง"}

# The questions in the order of the form on the screen: (field, words, kind, choices); the number before it is printed.
DATE, TICKS, LINE, LINES, BAHT = "date", "ticks", "line", "lines", "baht"
QUESTIONS = [
    ("on", "วันที่เยี่ยม", DATE, ()),
    ("channel", "ติดตามโดย", TICKS, tuple(Channel.labels)),
    ("visited_by", "ผู้เยี่ยม", LINE, ()),
    ("met", "พบใคร", LINE, ()),
    ("practising", "ทำอาชีพอยู่หรือไม่", TICKS, tuple(Practising.labels)),
    ("stopped_reason", "เหตุที่เลิกหรือยังไม่ทำ", LINE, ()),
    ("produced", "ผลผลิตตั้งแต่ครั้งก่อน", LINE, ()),
    ("gained", "ได้เงินเพิ่ม ตั้งแต่ครั้งก่อน", BAHT, ()),
    ("saved", "ลดรายจ่ายได้ ตั้งแต่ครั้งก่อน", BAHT, ()),
    ("problem", "ปัญหา", LINES, ()),
    ("help_given", "ความช่วยเหลือที่ให้", LINE, ()),
    ("help_needed", "ต้องการให้ช่วยเรื่องใด จากใคร", LINES, ()),
    ("promise", "นัดหมาย สิ่งที่จะทำต่อ", LINE, ()),
    ("next_on", "เยี่ยมครั้งต่อไป", DATE, ()),
]


@dataclass
class Question:
    """A row of a page."""

    number: int
    label: str
    kind: str
    choices: list[tuple[int, str]]


@dataclass
class PrintedPage:
    """A page for one visit."""

    nth: int
    number: str
    qr: str


@dataclass
class PrintedHousehold:
    """A household's part of the booklet."""

    name: str
    facts: list[tuple[str, str]]
    pages: list[PrintedPage]

    @property
    def span(self) -> str:
        """From which number to which, for the cover."""
        return f"{self.pages[0].number} ถึง {self.pages[-1].number}"


@dataclass(kw_only=True)
class BookletPaper(Paper):
    """A booklet: cover, how to write in it, and for each household its page and its visits."""

    template: ClassVar[str] = "print/booklet.html"

    number: int
    owner: tuple[str, str]  # label, name
    facts: list[tuple[str, str]]
    return_to: str
    households: list[PrintedHousehold]

    @property
    def questions(self) -> list[Question]:
        return [
            Question(number, label, kind, list(enumerate(choices, 1)))
            for number, (_name, label, kind, choices) in enumerate(QUESTIONS, 1)
        ]


def booklet_pdf(booklet: Booklet, *, site: str, sheet: str = "a5") -> bytes:
    """The booklet to print: A5, or two pages on an A4 sheet. `site` begins the addresses of the QR codes."""
    small = pdf.render(paper_of(booklet, site=site).html())
    if sheet == "a5":
        return small
    order = {"cut": cut_order, "fold": fold_order}[sheet]
    return two_up(small, order(page_count(small)))


def paper_of(booklet: Booklet, *, site: str) -> BookletPaper:
    target = booklet.target_village
    pages = booklet.pages.filter(voided_on=None).select_related("enrolment__household", "enrolment__occupation")
    by_household: dict[int, list] = {}
    for page in pages.order_by("order"):
        by_household.setdefault(page.enrolment_id, []).append(page)
    seen = _last_visits(by_household)
    households = [_household(found, site, seen=seen) for found in by_household.values()]
    district = Area.objects.filter(code=target.village_code[:4]).first()
    trainer = booklet.trainer
    return BookletPaper(
        paper_title="สมุดบันทึกการติดตามครัวเรือน",
        number=booklet.pk,
        owner=("วิทยากร", trainer.sage.full_name) if trainer else ("ครัวเรือน", households[0].name if households else ""),
        facts=[
            ("หมู่บ้าน", str(target.village)),
            ("พื้นที่", f"{target.village.tambon.full_name} {district or ''}"),
            ("ปีงบประมาณ", str(target.year_id)),
            ("จัดทำเมื่อ", thai.thai_date(booklet.made_on)),
        ],
        return_to=f"สำนักงานพัฒนาชุมชน{district}" if district else "สำนักงานพัฒนาชุมชนอำเภอ",
        households=households,
    )


def _last_visits(enrolments) -> dict[int, Visit]:
    """The latest visit of each household."""
    visits = Visit.objects.filter(enrolment__in=enrolments).order_by("on", "received_at")
    return {visit.enrolment_id: visit for visit in visits}


def _household(pages, site: str, *, seen: dict[int, Visit]) -> PrintedHousehold:
    enrolment = pages[0].enrolment
    last = seen.get(enrolment.pk)
    facts = [
        ("หัวหน้าครัวเรือน", enrolment.household.full_name),
        ("ผู้เข้าร่วม", enrolment.person),
        ("บ้านเลขที่", enrolment.household.house_no),
        ("อาชีพที่เลือก", str(enrolment.occupation or "–")),
        ("เยี่ยมล่าสุดก่อนพิมพ์", thai.thai_date(last.on) if last else "ยังไม่เคยเยี่ยม"),
        ("นัดไว้ว่า", (last.promise if last else "") or "–"),
    ]
    printed = [
        PrintedPage(nth, shown(page.number), qr_data_uri(site.rstrip("/") + reverse("page-keying", args=[page.number])))
        for nth, page in enumerate(pages, 1)
    ]
    return PrintedHousehold(enrolment.person, facts, printed)
