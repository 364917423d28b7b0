"""A paper of a village as PDF: filled from its rows or blank, in the digits chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from samma.pdf import FormPaper, render
from samma.pdf.pictures import for_paper
from samma.progress.papers.declared import BLANK, FILLED, PaperForm
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.setting import form_paper
from samma.progress.papers.sources import SOURCES

MOST_SHEETS = 80  # of one PDF: sixty take some ten seconds of the thirty that a paper has
THAI, ARABIC = "thai", "arabic"


class NothingToPrint(Exception):
    """There is no row to fill the paper with; the sentence says what to do."""


@dataclass(frozen=True)
class Choice:
    """How a paper is asked for: ?kind=filled|blank&digits=thai|arabic&of=KEY."""

    kind: str = FILLED
    digits: str = THAI
    of: tuple[str, ...] = ()

    @classmethod
    def of_request(cls, request, form: PaperForm) -> "Choice":
        kind = request.GET.get("kind", FILLED)
        digits = request.GET.get("digits", "")
        return cls(
            kind=kind if kind in form.kinds else form.kinds[0],
            digits=digits if digits in (THAI, ARABIC) else (THAI if form.thai else ARABIC),
            of=tuple(key for key in request.GET.getlist("of") if key),
        )

    @property
    def is_blank(self) -> bool:
        return self.kind == BLANK


def sheets_of(form: PaperForm, desk: Desk, choice: Choice) -> list[Filled]:
    """The values of every sheet that was asked for. KeyError for a sheet that there is not."""
    source = SOURCES[form.source]
    if choice.is_blank:
        return [source.blank(desk)]
    if choice.of and not set(choice.of) <= {unit.key for unit in source.units(desk)}:
        raise KeyError(choice.of)
    filled = source.fill(desk, choice.of)
    if not filled:
        raise NothingToPrint(f"ยังไม่มี{form.unit or 'ข้อมูล'}ที่จะพิมพ์ใน “{form.name}” พิมพ์แบบเปล่าได้ก่อน")
    if len(filled) > MOST_SHEETS:
        raise NothingToPrint(f"พิมพ์ครั้งละไม่เกิน {MOST_SHEETS} ใบ โปรดเลือก{form.unit}ที่ต้องการ")
    return filled


def paper_of(form: PaperForm, desk: Desk, choice: Choice, sheets: Sequence[Filled]) -> FormPaper:
    return form_paper(
        form,
        sheets,
        is_blank=choice.is_blank,
        is_thai=choice.digits == THAI,
        head=f"{form.name} {desk.group.name if desk.group else desk.target.village}" if form.numbered else "",
        printed_on=None if choice.is_blank else desk.today,
    )


def paper_pdf(form: PaperForm, desk: Desk, choice: Choice) -> bytes:
    """The finished PDF."""
    sheets = sheets_of(form, desk, choice)
    images = {
        name: image if name in filled.large else for_paper(image)
        for filled in sheets
        for name, image in filled.images.items()
    }
    return render(paper_of(form, desk, choice, sheets).html(), images=images)
