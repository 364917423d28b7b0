"""Knowledge records of the demo, each as far on its way as its file says: a draft, one sent, one approved, six published."""

from django.db import models

from groups.models import Group
from samma.knowledge import actions
from samma.knowledge.models import KnowledgeRecord, Reason, RecordPhoto, SectionComment
from samma.knowledge.record_forms import squeeze
from samma.knowledge.trail.comments import comment
from samma.knowledge.trail.revisions import keep
from samma.progress.demo.finished import Finished
from samma.progress.demo.pictures import upload
from samma.progress.demo.stage import DISTRICT, Stage, moment, office_of, read
from trainers.models import Sage
from villages.models import Area, TargetVillage

FILES = ["natural_dye", "bamboo_box", "banana_chips", "one_to_four", "five_parts", "mushroom_house"]
ELSEWHERE = ["herbal_compress", "cricket_pond", "free_hens"]  # told by a sage of another village of the demo
STEPS = [("submit", "officer"), ("check", "chief"), ("approve", "province"), ("publish", "province")]
STAMPS = {"submit": "submitted_at", "check": "checked_at", "approve": "approved_at"}


def write_records(stage: Stage, story: Finished) -> None:
    """All records of the demo's files: most about the finished village, some of other trades from the others."""
    for name in [*FILES, *ELSEWHERE]:
        _write(stage, story, read(f"records/{name}"))


def _write(stage: Stage, story: Finished, data: dict) -> None:
    begun, *later = [stage.ago(days) for days in data["days"]]
    head = _head(stage, story, data, begun)
    # The next district has no account of its own in the demo: the department enters what is told there.
    is_ours = head.area_code.startswith(DISTRICT)
    users = stage.users if is_ours else stage.users | dict.fromkeys(("officer", "chief"), stage.users["department"])
    record = actions.begin(head, by=users["officer"])
    actions.write_sections(record, _texts(record, data["sections"]))
    keep(record, Reason.EDIT, by=users["officer"])
    record.revisions.update(at=moment(begun), began_at=moment(begun))
    pictures = [upload(scene, f"{scene}.png", seed=seed) for scene, seed, _ in data["photos"]]
    photos = actions.add_photos(record, pictures, by=users["officer"])
    for photo, (_scene, _seed, caption) in zip(photos, data["photos"], strict=True):
        photo.caption = caption
    RecordPhoto.objects.bulk_update(photos, ["caption"])
    stage.done_on(begun)
    for day, (verb, who) in zip(later, STEPS, strict=False):
        getattr(actions, verb)(record, by=users[who])
        if verb in STAMPS:
            models.QuerySet(KnowledgeRecord).filter(pk=record.pk).update(**{STAMPS[verb]: moment(day)})
        stage.done_on(day)
    if "comment" in data:
        day = stage.ago(data["days"][-1] - 1)
        said = comment(
            record.sections.get(heading=data["comment"]["heading"]), data["comment"]["text"], by=stage.users["chief"]
        )
        SectionComment.objects.filter(pk=said.pk).update(at=moment(day))
        stage.done_on(day)


def _head(stage: Stage, story: Finished, data: dict, day) -> KnowledgeRecord:
    target, officer = story.target, stage.officer
    sage = story.sages[data["sage"]] if "sage" in data else None
    if "told_by" in data:
        first_name, last_name = data["told_by"].split()
        sage = Sage.objects.get(first_name=first_name, last_name=last_name)
        target = TargetVillage.objects.get(village_code=sage.village_code)
    village = target.village
    by_officer = data.get("owner") == "officer"
    record = KnowledgeRecord(
        form=data["form"],
        year=stage.year.pk,
        category=data.get("category", ""),
        title=data["title"],
        owner=str(sage) if sage else f"นางสาว{officer}" if by_officer else data["owner"],
        position=officer.position if by_officer else data["position"],
        phone=data.get("phone", ""),
        written_on=day,
        province_name=Area.objects.get(code=village.code[:2]).name_th,
        area_code=village.code if sage else DISTRICT,
        target_village=target,
        group=Group.objects.get(village=village, name=data["group"]) if "group" in data else None,
        sage=sage,
    )
    if sage:
        record.address = f"บ้านเลขที่ {sage.address} {village.tambon} {Area.objects.get(code=village.code[:4])}"
    else:
        record.office = office_of(DISTRICT)
    return record


def _texts(record: KnowledgeRecord, written: list[dict]) -> list[actions.SectionText]:
    """The sections of the form with what the file says under each; the others stay empty."""
    bodies = {squeeze(section["heading"]): section for section in written}
    texts = []
    for section in record.sections.all():
        found = bodies.pop(squeeze(section.heading), {})
        heading = found.get("printed", section.heading)
        body = found.get("body", "").strip()
        texts.append(actions.SectionText(section.pk, section.number, heading, section.kind, body))
    if bodies:
        raise ValueError(f"{record.form} has no heading {', '.join(bodies)}")
    return texts
