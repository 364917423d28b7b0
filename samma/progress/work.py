"""งานที่ต้องทำต่อ: what waits for the officer, each with its number and the list behind it; nothing is shown for what is in order."""

from django.db.models import Count, Min
from django.utils import timezone

from groups.evaluation.lists import unevaluated
from groups.evaluation.rules import last_finished
from groups.models import GroupPromise, OtopApplication, OtopRound, Product
from groups.products.lists import soon
from households.models import Visit, VisitMark, VisitTwin
from households.visits.help import open_requests
from samma import thai
from samma.progress import links
from samma.progress.overdue_views import overdue_of
from samma.progress.totals import Totals
from villages.models import ProgrammeYear

MOST_WATCHED = 100
MOST_COUNTED = 1000


def work_of(user, total: Totals, year: ProgrammeYear) -> list[dict]:
    """Everything that waits: people who asked first, then plans, then what the figures say, then what to look at quietly."""
    return (
        asked_of(user)
        + meetings_of(user, year)
        + work(total, year)
        + products_of(user)
        + groups_of(user)
        + watched_of(user)
    )


def asked_of(user) -> list[dict]:
    """The requests for help that wait for an answer, whatever their year, with the age of the oldest."""
    waiting = open_requests(Visit.objects.visible_to(user))
    n = waiting.count()
    if not n:
        return []
    oldest = (timezone.localdate() - waiting.order_by("on").values_list("on", flat=True)[0]).days
    status = {"word": f"{thai.number(n)} เรื่อง", "tone": "warn"}
    text = f"เรื่องที่รอนานที่สุด {oldest} วัน"
    title = "เรื่องที่ขอความช่วยเหลือรอคำตอบ"
    return [{"title": title, "text": text, "status": status, "url": links.list_url("help-list"), "icon": "chat-dots"}]


def watched_of(user) -> list[dict]:
    """What of the visits should be looked at, quietly and last: second texts that wait for a choice, and marks."""
    twins = VisitTwin.objects.visible_to(user).filter(choice="")[:MOST_WATCHED].count()
    marks = VisitMark.objects.visible_to(user).filter(seen_at=None).order_by()[:MOST_WATCHED].count()
    waiting = [
        (twins, "การเยี่ยมที่ส่งมาสองฉบับ รอเลือก", "twin-list"),
        (marks, "เรื่องที่ควรดูจากการเยี่ยม", "visit-watch"),
    ]
    return [
        {
            "title": title,
            "status": {"word": f"{thai.number(n)} เรื่อง" if n < MOST_WATCHED else "หลายเรื่อง", "tone": "neutral"},
            "url": links.list_url(name),
            "icon": "eye",
        }
        for n, title, name in waiting
        if n
    ]


def meetings_of(user, year: ProgrammeYear) -> list[dict]:
    """What the plans of the year said for a day that has passed, and nobody wrote down as held."""
    n = overdue_of(user, timezone.localdate()).filter(target_village__year=year).count()
    if not n:
        return []
    status = {"word": f"{thai.number(n)} รายการ", "tone": "warn"}
    title = "กิจกรรมตามแผนเลยกำหนด ยังไม่บันทึกว่าจัด"
    return [
        {"title": title, "status": status, "url": links.list_url("plan-overdue", year=year.pk), "icon": "calendar3"}
    ]


def products_of(user) -> list[dict]:
    """Standards and OTOP registrations that are over or soon will be, and packets of an open round not handed in."""
    today = timezone.localdate()
    running_out = soon(Product.objects.visible_to(user), today).count()
    open_rounds = OtopRound.objects.open_on(today)
    packets = OtopApplication.objects.visible_to(user).filter(submitted=None, round__in=open_rounds)
    n, closes = packets.aggregate(n=Count("pk"), closes=Min("round__closes")).values()
    left = f"รอบที่เปิดรับปิด {thai.thai_date_short(closes)}" if closes else ""
    waiting = [
        (running_out, "มาตรฐานหรือทะเบียน OTOP หมดอายุแล้วหรือใกล้หมดอายุ", {"runs_out": "yes"}, ""),
        (n, "แฟ้ม OTOP ยังไม่ยื่น", {"otop": "packet"}, left),
    ]
    return [
        {
            "title": title,
            "text": text,
            "status": {"word": f"{thai.number(count)} ผลิตภัณฑ์", "tone": "warn"},
            "url": links.list_url("product-list", **asked),
            "icon": "patch-check",
        }
        for count, title, asked, text in waiting
        if count
    ]


def groups_of(user) -> list[dict]:
    """What was promised when a group was evaluated and its day has passed; groups whose last year nobody has evaluated."""
    today = timezone.localdate()
    over = last_finished(today)
    late = GroupPromise.objects.visible_to(user).overdue(today).order_by()[:MOST_COUNTED].count()
    missing = unevaluated(user, over).order_by()[:MOST_COUNTED].count()
    promises = links.list_url("promise-list", state="late")
    evaluations = links.list_url("evaluation-list", fiscal=over, state="no")
    found = [
        (late, "เรื่อง", "สิ่งที่รับปากไว้กับกลุ่มอาชีพเลยกำหนด", promises, "clock"),
        (missing, "กลุ่ม", f"ยังไม่ได้ประเมินกลุ่มอาชีพ ปีงบประมาณ {over}", evaluations, "basket"),
    ]
    return [
        {
            "title": title,
            "status": {"word": f"{thai.number(n)} {unit}" if n < MOST_COUNTED else f"หลาย{unit}", "tone": "warn"},
            "url": url,
            "icon": icon,
        }
        for n, unit, title, url, icon in found
        if n
    ]


def until_due(year: ProgrammeYear) -> str:
    """How long there is to hand in records; nothing when the year names no day."""
    if year.record_due is None:
        return ""
    days = (year.record_due - timezone.localdate()).days
    left = f"เหลือ {thai.number(days)} วัน" if days >= 0 else f"เลยมา {thai.number(-days)} วัน"
    return f"กำหนดส่ง {thai.thai_date_short(year.record_due)} {left}"


def work(total: Totals, year: ProgrammeYear) -> list[dict]:
    """What waits to be done; nothing is shown for what is in order."""
    villages = {need: links.list_url(year=year.pk, need=need) for need in ("team", "visit", "record")}
    unseen = links.list_url("household-list", year=year.pk, due="never")
    late = links.list_url("overdue-list", year=year.pk)
    uncared = links.list_url("household-list", year=year.pk, cared="no")
    short = links.list_url("group-list", year=year.pk, five="no")
    waiting = [
        (total.teams_short, "หมู่บ้าน", "ทีมวิทยากรยังไม่ครบ 5 คน", villages["team"], "people"),
        (total.unassigned, "ครัวเรือน", "ครัวเรือนยังไม่มีวิทยากรดูแล", uncared, "person-plus"),
        (total.never_visited, "ครัวเรือน", "ครัวเรือนยังไม่เคยเยี่ยม", unseen, "house-heart"),
        (total.overdue, "ครัวเรือน", "ครัวเรือนเลยกำหนดเยี่ยม", late, "clock"),
        (total.any_groups_short, "กลุ่ม", "กลุ่มอาชีพยังไม่ครบ 5ก", short, "basket"),
        (total.without_record, "หมู่บ้าน", "ยังไม่ส่งองค์ความรู้", villages["record"], "journal-text"),
    ]
    return [
        {"title": title, "status": {"word": f"{thai.number(n)} {unit}", "tone": "warn"}, "url": url, "icon": icon}
        | ({"text": until_due(year)} if icon == "journal-text" else {})
        for n, unit, title, url, icon in waiting
        if n
    ]
