"""Knowledge records of the demo, each as far on its way as its file says: a draft, one sent, one approved, three published."""

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
from villages.models import Area

FILES = ["natural_dye", "bamboo_box", "banana_chips", "one_to_four", "five_parts", "mushroom_house"]
STEPS = [("submit", "officer"), ("check", "chief"), ("approve", "province"), ("publish", "province")]
STAMPS = {"submit": "submitted_at", "check": "checked_at", "approve": "approved_at"}


def write_records(stage: Stage, story: Finished) -> None:
    """All records of the demo's files, about the finished village."""
    for name in FILES:
        _write(stage, story, read(f"records/{name}"))


def _write(stage: Stage, story: Finished, data: dict) -> None:
    begun, *later = [stage.ago(days) for days in data["days"]]
    record = actions.begin(_head(stage, story, data, begun), by=stage.officer)
    actions.write_sections(record, _texts(record, data["sections"]))
    keep(record, Reason.EDIT, by=stage.officer)
    record.revisions.update(at=moment(begun), began_at=moment(begun))
    pictures = [upload(scene, f"{scene}.png", seed=seed) for scene, seed, _ in data["photos"]]
    photos = actions.add_photos(record, pictures, by=stage.officer)
    for photo, (_scene, _seed, caption) in zip(photos, data["photos"], strict=True):
        photo.caption = caption
    RecordPhoto.objects.bulk_update(photos, ["caption"])
    stage.done_on(begun)
    for day, (verb, who) in zip(later, STEPS, strict=False):
        getattr(actions, verb)(record, by=stage.users[who])
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
    village = story.target.village
    sage = story.sages[data["sage"]] if "sage" in data else None
    officer = stage.officer
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
        target_village=story.target,
        group=Group.objects.get(village=village, name=data["group"]) if "group" in data else None,
        sage=sage,
    )
    if sage:
        record.address = f"บ้านเลขที่ {sage.address} {village.tambon} {Area.objects.get(code=DISTRICT)}"
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
