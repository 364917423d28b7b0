"""The first page of each role: what there is, what is left to do, and a link behind every number."""

from django.urls import reverse
from django.utils import timezone

from samma import thai
from samma.figures import RATIO, measured
from samma.knowledge.filters import FINISHED, WAITING
from samma.knowledge.models import KnowledgeRecord, State
from samma.progress import links, rollups
from samma.progress.sharing import home_text
from samma.progress.target_rows import COLUMNS, target_row
from samma.progress.totals import Totals, sum_of, totals_by_area
from samma.progress.work import work_of
from samma.scope import row_number
from villages.models import Area, ProgrammeYear, TargetVillage
from villages.places import posting_name, with_place_names

DISTRICT, PROVINCE = 4, 2
MOST_VILLAGES = 100
MOST_YEARS = 6
QUEUE = 10


def chosen_year(user, asked: str) -> tuple[ProgrammeYear | None, list[int]]:
    """The year to show (the asked one, else the latest not in the future with target villages) and those to choose from."""
    mine = TargetVillage.objects.visible_to(user).order_by()
    years = sorted(mine.values_list("year", flat=True).distinct(), reverse=True)
    if not years:
        return None, []
    this_year = thai.fiscal_year(timezone.localdate())
    latest = next((year for year in years if year <= this_year), years[0])
    wanted = row_number(asked) if row_number(asked) in years else latest
    return ProgrammeYear.objects.get(pk=wanted), years[:MOST_YEARS]


def officer_home(user, asked: str) -> dict:
    """His villages of the year, the step each is at, and the work that waits."""
    year, years = chosen_year(user, asked)
    context = _head(user, year, years) | {"add_url": reverse("target-new") if user.area_code else None}
    if year is None:
        return context
    mine = TargetVillage.objects.visible_to(user).filter(year=year)
    targets = list(
        with_place_names(mine)
        .select_related("village", "year", "rollup", "team")
        .order_by("village__sort_key", "pk")[:MOST_VILLAGES]
    )
    total = sum_of(totals_by_area(user, year, DISTRICT, timezone.localdate()).values())
    return context | {
        "actions": ways(year),
        "share_text": home_text(context["place"], year, total, context["as_of"]),
        "figures": figures(total, year),
        "work": work_of(user, total, year),
        "columns": COLUMNS,
        "rows": [target_row(target) for target in targets],
        "all_url": links.list_url(year=year.pk),
        "villages_shown": len(targets),
    }


def area_home(user, asked: str, digits: int) -> dict:
    """Districts of a province, or provinces of the country, side by side."""
    year, years = chosen_year(user, asked)
    context = _head(user, year, years)
    if year is None:
        return context
    totals = totals_by_area(user, year, digits, timezone.localdate())
    areas = {area.code: area for area in Area.objects.filter(code__in=totals)}
    ordered = sorted(totals, key=lambda code: areas[code].sort_key if code in areas else code)
    total = sum_of(totals.values())
    return context | {
        "actions": ways(year),
        "share_text": home_text(context["place"], year, total, context["as_of"]),
        "figures": figures(total, year),
        "columns": area_columns("อำเภอ" if digits == DISTRICT else "จังหวัด"),
        "rows": [_area_row(code, areas.get(code), totals[code], year) for code in ordered],
    }


def province_home(user, asked: str) -> dict:
    """The districts, and the records that wait to be checked."""
    waiting = KnowledgeRecord.objects.visible_to(user).filter(state=State.CHECKED)
    queue = list(waiting.order_by("submitted_at", "pk")[: QUEUE + 1])
    context = area_home(user, asked, DISTRICT)
    if context["year"] is not None:
        summary = links.list_url("record-summary", year=context["year"].pk)
        context["actions"] += [{"label": "สรุปองค์ความรู้ตามอำเภอ", "url": summary, "icon": "bar-chart"}]
    return context | {
        "queue": [_queued(record) for record in queue[:QUEUE]],
        "queue_status": {
            "word": f"รอตรวจมากกว่า {QUEUE} เรื่อง" if len(queue) > QUEUE else f"รอตรวจ {len(queue)} เรื่อง",
            "tone": "wait" if queue else "ok",
            "url": links.list_url("record-list", state=State.CHECKED) if queue else "",
        },
        "queue_columns": [{"label": "เรื่อง"}, {"label": "เจ้าของ"}, {"label": "สังกัด"}, {"label": "ส่งเมื่อ"}],
        "queue_url": links.list_url("record-list", state=State.CHECKED),
    }


def department_home(user, asked: str) -> dict:
    """The provinces, and the ways to what the department keeps."""
    cards = [
        {"title": "ปีงบประมาณของโครงการ", "text": "จำนวนครัวเรือน สัดส่วนวิทยากร และวันอบรมของแต่ละปี", "url": reverse("year-list"), "icon": "calendar3"},
        {"title": "อาชีพ", "text": "ประเภทอาชีพและอาชีพที่ใช้เลือกทั่วประเทศ", "url": reverse("occupation-list"), "icon": "tags"},
        {"title": "หมู่บ้านทั้งหมด", "text": "ทุกหมู่บ้านที่บันทึกไว้", "url": reverse("village-list"), "icon": "map"},
    ]  # fmt: skip
    if user.is_staff:
        text = "บัญชีผู้ใช้ แก้ไขข้อมูล และรายการอ้างอิง"
        cards.append({"title": "ผู้ดูแลระบบ", "text": text, "url": reverse("admin:index"), "icon": "gear"})
    return area_home(user, asked, PROVINCE) | {"cards": cards}


def _head(user, year: ProgrammeYear | None, years: list[int]) -> dict:
    place = (posting_name(user) or user.area_code) if user.area_code else ""
    as_of = rollups.settled(user.area_code)
    return {
        "place": place,
        "year": year,
        "as_of": as_of,
        "measured": measured(place, f"หมู่บ้านเป้าหมายปี {year.pk}", at=as_of) if year else "",
        "tabs": [
            {
                "label": f"ปี {one}",
                "url": f"{reverse('home')}?year={one}",
                "current": year is not None and one == year.pk,
            }
            for one in years
        ],
    }


def ways(year: ProgrammeYear) -> list[dict]:
    """The ways to the board, and to the monthly and quarterly report."""
    board = {"label": "กระดาน", "url": links.list_url("board", year=year.pk), "icon": "bar-chart"}
    return [
        board,
        {"label": "รายงานเดือน/ไตรมาส", "url": links.list_url("report", year=year.pk), "icon": "file-earmark-text"},
        {"label": "ส่งมอบงาน", "url": reverse("handover"), "icon": "arrow-left-right"},
    ]


def figures(total: Totals, year: ProgrammeYear) -> list[dict]:
    """The big numbers of a place, each with the list behind it."""
    percent = f"{100 * total.visited // total.enrolled}% ของครัวเรือนเป้าหมาย" if total.enrolled else ""

    def listed(name: str = "target-list", **asked) -> str:
        return links.list_url(name, year=year.pk, **asked)

    def of_targets(state: str) -> str:
        return links.list_url("record-list", target_year=year.pk, state=state)

    return [
        {"label": "หมู่บ้านเป้าหมาย", "value": thai.number(total.villages), "unit": "หมู่บ้าน", "url": listed()},
        {
            "label": "ทีมวิทยากรครบ 5 คน",
            "value": thai.number(total.teams_complete),
            "unit": "ทีม",
            "url": listed(done="team"),
            "note": f"ยังไม่ครบ {thai.number(total.teams_short)}" if total.teams_short else "ครบทุกหมู่บ้าน",
            "note_url": listed(need="team") if total.teams_short else "",
        },
        {
            "label": "ครัวเรือนเป้าหมาย",
            "value": thai.number(total.enrolled),
            "unit": "ครัวเรือน",
            "url": listed("household-list", result="active"),
            "note": f"ผ่านการฝึกอบรม {thai.number(total.trained)}",
            "note_url": listed("household-list", result="active", trained="yes"),
        },
        {
            "label": "ครัวเรือนที่เยี่ยมแล้ว",
            "value": thai.number(total.visited),
            "unit": "ครัวเรือน",
            "url": listed("household-list", result="visited"),
            "note": percent,
            "note_why": RATIO,
        },
        {
            "label": "กลุ่มอาชีพ",
            "value": thai.number(total.groups),
            "unit": "กลุ่ม",
            "url": listed("group-list", origin="programme"),
            "note": f"ครบ 5ก {thai.number(total.groups_complete)}" if total.groups else "",
            "note_url": listed("group-list", origin="programme", five="yes"),
        },
        *_existing(total, year),
        {
            "label": "องค์ความรู้ที่รับรองแล้ว",
            "value": thai.number(total.approved),
            "unit": "เรื่อง",
            "url": of_targets(FINISHED),
            "note": f"รอตรวจ {thai.number(total.submitted)}",
            "note_url": of_targets(WAITING),
        },
    ]


def _existing(total: Totals, year: ProgrammeYear) -> list[dict]:
    """Groups older than the programme or outside it are counted apart, where there are any."""
    if not total.existing_groups:
        return []
    return [
        {
            "label": "กลุ่มเดิม (นับแยก)",
            "value": thai.number(total.existing_groups),
            "unit": "กลุ่ม",
            "url": links.list_url("group-list", year=year.pk, origin="existing"),
            "note": f"ครบ 5ก {thai.number(total.existing_complete)}",
            "note_url": links.list_url("group-list", year=year.pk, origin="existing", five="yes"),
        }
    ]


def area_columns(word: str) -> list[dict]:
    numbers = [
        "หมู่บ้าน",
        "ทีมครบ",
        "ครัวเรือน",
        "ผ่านอบรม",
        "เยี่ยมแล้ว",
        "เลยกำหนดเยี่ยม",
        "กลุ่ม",
        "กลุ่มเดิม",
        "องค์ความรู้รอตรวจ",
        "รับรองแล้ว",
        "ยังไม่ส่ง",
    ]
    return [{"label": word}, *({"label": label, "align": "end"} for label in numbers)]


def _area_row(code: str, area: Area | None, total: Totals, year: ProgrammeYear) -> dict:
    def cell(n: int, name: str = "target-list", **narrowed) -> dict:
        url = links.list_url(name, area=code, **({"year": year.pk} | narrowed)) if n else None
        return {"text": thai.number(n), "url": url}

    def note(words: str, name: str = "target-list", **narrowed) -> dict:
        return {"note": words, "note_url": links.list_url(name, area=code, year=year.pk, **narrowed)} if words else {}

    def records(n: int, state: str) -> dict:
        return cell(n, "record-list", year="", target_year=year.pk, state=state)

    short = f"ขาด {thai.number(total.teams_short)}" if total.teams_short else ""
    registered = f"ขึ้นทะเบียน {thai.number(total.registered)}" if total.groups else ""
    active = {"name": "household-list", "result": "active"}
    own = {"name": "group-list", "origin": "programme"}
    return {
        "key": code,
        "url": links.list_url(area=code, year=year.pk),
        "cells": [
            {"text": area.full_name if area else code},
            cell(total.villages),
            cell(total.teams_complete, done="team") | note(short, need="team"),
            cell(total.enrolled, **active),
            cell(total.trained, **active, trained="yes"),
            cell(total.visited, "household-list", result="visited"),
            cell(total.overdue, "household-list", due="late"),
            cell(total.groups, **own) | note(registered, **own, registered="yes"),
            cell(total.existing_groups, "group-list", origin="existing"),
            records(total.submitted, WAITING),
            records(total.approved, FINISHED),
            cell(total.without_record, need="record"),
        ],
    }


def _queued(record: KnowledgeRecord) -> dict:
    sent = thai.thai_date_short(record.submitted_at) if record.submitted_at else ""
    return {
        "key": record.pk,
        "url": reverse("record-detail", args=[record.pk]),
        "cells": [{"text": record.title}, {"text": record.owner}, {"text": record.office}, {"text": sent}],
    }
