"""What the village page says of the demand survey, the village's potential and its items in plans."""

from django.db.models import Count, Q
from django.urls import reverse

from samma.progress.demand import untaught_of
from villages.models import PlanAnswer, TargetVillage


def demand_parts(target: TargetVillage) -> dict:
    """Status, facts and ways of the block."""
    asked = target.surveys.aggregate(n=Count("pk"), volunteers=Count("pk", filter=Q(volunteer=True)))
    answers = target.proposals.aggregate(n=Count("pk"), waiting=Count("pk", filter=Q(answer=PlanAnswer.WAITING)))
    untaught = untaught_of(target) if asked["volunteers"] else []
    status = ("ยังไม่ได้สำรวจ", "neutral") if not asked["n"] else (f"{asked['n']} ครัวเรือน", "wait" if untaught else "ok")
    potentials = target.village.potentials.count()
    facts = [
        ("สมัครใจ", f"{asked['volunteers']} ครัวเรือน", f"{reverse('demand-list', args=[target.pk])}?volunteer=yes"),
        ("ยังไม่มีใครในทีมสอนได้", ", ".join(untaught) or "–", reverse("target-demand", args=[target.pk])),
        ("ศักยภาพของหมู่บ้าน", f"{potentials} รายการ", reverse("potential-list", args=[target.pk])),
        ("ข้อเสนอเข้าแผน", _answers(answers), reverse("proposal-list", args=[target.pk])),
    ]
    ways = [
        ("ความต้องการกับที่ทีมสอนได้", reverse("target-demand", args=[target.pk]), False),
        ("กรอกแบบสำรวจความต้องการ", reverse("demand-grid", args=[target.pk]), True),
        ("ศักยภาพจากเวทีประชาคม", reverse("potential-grid", args=[target.pk]), True),
        ("ส่งข้อเสนอเข้าแผน", reverse("proposal-new", args=[target.pk]), True),
    ]
    return {
        "status": status,
        "facts": facts,
        "ways": [{"label": label, "url": url, "writes": writes} for label, url, writes in ways],
    }


def _answers(answers: dict) -> str:
    waiting = f" รอคำตอบ {answers['waiting']}" if answers["waiting"] else ""
    return f"{answers['n']} รายการ{waiting}"
