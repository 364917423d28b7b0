"""The yearly book's page: what stands in it, its title and foreword, and the making of one PDF or a zip of all papers."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.db.models.functions import Substr
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samma import thai
from samma.figures import measured
from samma.jobs.actions import start
from samma.jobs.models import Job, JobState
from samma.jobs.views import progress
from samma.knowledge import cabinet
from samma.knowledge.book import making
from samma.knowledge.book.forms import BookForm, begun
from samma.knowledge.filters import DISTRICT, FINISHED
from samma.knowledge.models import KnowledgeRecord, State, YearBook
from samma.knowledge.places import place_of
from samma.knowledge.printing.papers import Choice
from samma.scope import WHOLE_COUNTRY, covers
from villages.models import Area, ProgrammeYear

TASK = "samma.knowledge.tasks.make_book"
MOST_IN_BOOK = 2000
ENDINGS = {"pdf": ("เล่ม PDF", "เปิดเล่ม"), "zip": ("ไฟล์แยกรายเรื่อง", "รับไฟล์")}


def _asked(request) -> tuple[str, int]:
    """The place and year in the address. A place outside the posting does not exist; "" when it is still to be chosen."""
    posting, typed = request.user.area_code, request.GET.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == 4 else 0
    area = request.GET.get("area") or (posting if len(posting) == 4 or posting != WHOLE_COUNTRY else "")
    if not posting or (area and not (covers(posting, area) and area.isdecimal() and len(area) in (2, 4))):
        raise Http404
    return area, year or _latest_year(area)


def _latest_year(area: str) -> int:
    """The last year of which the place has finished records."""
    years = KnowledgeRecord.objects.finished().under(area or WHOLE_COUNTRY).order_by("-year")
    return years.values_list("year", flat=True).first() or thai.fiscal_year(timezone.localdate())


def _book_url(area: str, year: int, name: str = "record-book") -> str:
    return f"{reverse(name)}?{urlencode({'area': area, 'year': year})}"


@never_cache
@require_http_methods(["GET", "POST"])
def record_book(request):
    """Prepare the book of a place and year; `make` = pdf or zip in a post makes it too."""
    area, year = _asked(request)
    user = request.user
    may_make = user.may_write or user.may_review
    if request.method == "POST" and not may_make:
        raise PermissionDenied("บัญชีนี้ดูเล่มได้ แต่ทำเล่มไม่ได้")
    context = {"places": _places(user), "years": _years(year), "area": area, "year": year, "may_make": may_make}
    context["crumbs"] = [("องค์ความรู้", reverse("record-list")), ("เล่มประจำปี", None)]
    if not area:
        return render(request, "knowledge/book.html", context)
    place = place_of(area)
    stored = YearBook.objects.visible_to(user).filter(area_code=area, year=year).first()
    form = BookForm(request.POST or None, instance=stored or begun(area, year, place), user=user)
    if request.method == "POST" and (book := form.store()):
        return _after_saving(request, book)
    context |= _standing(request, form.instance, place) | {"form": form, "place": place}
    return render(request, "knowledge/book.html", context)


def _after_saving(request, book: YearBook):
    here = redirect(_book_url(book.area_code, book.year))
    ending = request.POST.get("make", "")
    if ending not in ENDINGS:
        messages.success(request, f"บันทึกเล่ม “{book.title}” แล้ว")
        return here
    count = making.records_of(book).count()
    if not count or count > MOST_IN_BOOK:
        most = f"เล่มหนึ่งมีได้ไม่เกิน {thai.number(MOST_IN_BOOK)} เรื่อง โปรดทำเป็นเล่มของแต่ละอำเภอ"
        messages.error(request, most if count else "ยังไม่มีเรื่องที่เข้าเล่มได้ในปีนี้")
        return here
    site = Choice.of_request(request).site
    name = making.kept_name(book, making.key_of(book, site), ending)
    if cabinet.is_kept(name):
        making.note(book, ending, name, count)
        messages.success(request, f"{ENDINGS[ending][0]}พร้อมแล้ว ข้อมูลไม่เปลี่ยนจากครั้งก่อน")
        return here
    if _going(request.user, book) is None:
        start(
            TASK,
            f"{ENDINGS[ending][0]} {place_of(book.area_code)} ปี {book.year}"[:200],
            params={"book": book.pk, "ending": ending, "site": site},
            total=count + 1,  # and the binding
            by=request.user,
            unit="เรื่อง",
            next_url=_book_url(book.area_code, book.year),
        )
    return here


def _going(user, book: YearBook) -> Job | None:
    """The job of this person that is making this book."""
    going = Job.objects.filter(by=user, task=TASK, state__in=[JobState.WAITING, JobState.RUNNING])
    return next((job for job in going if job.params["book"] == book.pk), None)


def _listed(book: YearBook, code: str) -> str:
    """The records of a district in the book; of no district those that say none."""
    is_district = len(code) == DISTRICT
    asked = {
        "area": code if is_district else book.area_code,
        "year": book.year,
        "state": State.PUBLISHED if book.holds == YearBook.Holds.PUBLISHED else FINISHED,
    }
    return f"{reverse('record-list')}?{urlencode(asked if is_district else asked | {'unplaced': DISTRICT})}"


def _standing(request, book: YearBook, place: str) -> dict:
    """What is in the book, what was made, and what is being made."""
    districts = making.district_names(book)
    counted = making.records_of(book).order_by().values(code=Substr("area_code", 1, 4)).annotate(n=Count("pk"))
    rows = sorted(counted, key=lambda row: row["code"])
    others = KnowledgeRecord.objects.under(book.area_code).filter(year=book.year).count() - sum(r["n"] for r in rows)
    job = _going(request.user, book) if book.pk else None
    return {
        "facts": [
            (
                districts.get(row["code"], making.NO_DISTRICT),
                f"{thai.number(row['n'])} เรื่อง",
                _listed(book, row["code"]),
            )
            for row in rows
        ],
        "measured": measured(place, f"ปีงบประมาณ {book.year}"),
        "others": thai.number(others) if others else "",
        "others_url": f"{reverse('record-list')}?{urlencode({'area': book.area_code, 'year': book.year})}",
        "made": _made(request, book),
    } | (progress(job, poll_url=reverse("job-detail", args=[job.pk]), may_cancel=True) if job else {})


def _made(request, book: YearBook) -> list[dict]:
    """The files that were made and still lie there, each with whether it is what would be made now."""
    found = []
    for ending, (words, label) in ENDINGS.items():
        name, made_at, count = (getattr(book, f"{ending}_{part}") for part in ("name", "made_at", "records"))
        if name and cabinet.is_kept(name):
            is_current = name == making.kept_name(book, making.key_of(book, Choice.of_request(request).site), ending)
            found.append(
                {
                    "words": words,
                    "label": label,
                    "url": _book_url(book.area_code, book.year, f"record-book-{ending}"),
                    "text": f"{thai.number(count)} เรื่อง · ทำเมื่อ {thai.thai_datetime(made_at)}",
                    "is_current": is_current,
                }
            )
    return found


def _places(user) -> list[tuple[str, str]]:
    """Provinces for the department, the province and its districts for a province, a district alone for its officer."""
    if user.area_code == WHOLE_COUNTRY:
        areas = Area.objects.filter(level=2).order_by("sort_key")
    else:
        areas = Area.objects.filter(level__in=(2, 4), code__startswith=user.area_code[:4]).order_by("level", "sort_key")
    return [(area.code, area.full_name) for area in areas]


def _years(year: int) -> list[int]:
    return sorted({year, *ProgrammeYear.objects.values_list("year", flat=True)}, reverse=True)


@never_cache
@require_safe
def record_book_pdf(request):
    """The book that was made last."""
    return _file(request, "pdf")


@never_cache
@require_safe
def record_book_zip(request):
    """The papers that were packed last."""
    return _file(request, "zip")


def _file(request, ending: str):
    area, year = _asked(request)
    book = YearBook.objects.visible_to(request.user).filter(area_code=area, year=year).first()
    name = book and getattr(book, f"{ending}_name")
    if not name or not cabinet.is_kept(name):
        raise Http404
    called = f"องค์ความรู้ {place_of(area)} ปี {year}.{ending}"
    return FileResponse(cabinet.opened_book(name), filename=called, as_attachment=ending == "zip")
