"""What a person does to an import: begin it, say what its columns are, answer, mend, store it, or let it be.

Up to AT_ONCE rows it is done while he waits; more go to a worker as a job, whose page is the import's own.
"""

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samma import thai
from samma.jobs.actions import cancel, look, start
from samma.jobs.models import JobState
from samma.sheets import checking, mapping, source, store, storing, undoing
from samma.sheets.models import AT_WORK, WAITING, RunState, SheetRun
from samma.sheets.register import Register, register_of

AT_ONCE = 500
FILE_KEPT = datetime.timedelta(days=1)
UNDO_WITHIN = datetime.timedelta(days=30)
BUSY = "งานนี้กำลังทำอยู่ รอให้เสร็จก่อน"
LONGEST_CELL = 2000
MOST_WAITING = 20  # imports of one person that are not stored yet


def begin(upload, register: Register, *, by) -> SheetRun:
    """Take the file in; check it straight away when nothing is to be asked. Raises UploadRefusedError."""
    forget_old(timezone.now())
    _make_room(by)
    upload.seek(0)
    content = upload.read()
    run = SheetRun(
        register=register.key,
        by=by,
        area_code=by.area_code,
        file_name=upload.name[-200:].replace("\0", ""),
        content_hash=hashlib.sha256(content).hexdigest(),
    )
    _look(run, content, by=by)
    run.file = store.keep(run, content)
    run.save()
    resource = register.resource(by)
    known = mapping.known_already(run.look, resource)
    if known:
        _read_by(run, known, content, by=by)
    return run


def _look(run: SheetRun, content: bytes, *, by, sheet: str = "") -> None:
    def recall(head_key: str) -> dict | None:
        return mapping.recall(run.area_code, run.register, head_key)

    resource = register_of(run.register).resource(by)
    run.look = source.look_at(content, run.file_name, resource, recall, sheet)
    run.rows = run.look["rows"]


def choose_sheet(run: SheetRun, sheet: str, *, by) -> None:
    """Read another sheet of the workbook. Raises UploadRefusedError when there is none of that name."""
    _must_wait(run)
    _look(run, _content(run), by=by, sheet=sheet)
    run.mapping, run.answers, run.corrections, run.left_out = {}, {}, {}, []
    run.save()


def choose_columns(run: SheetRun, chosen: dict, *, by) -> None:
    """Read the file by this mapping from now on; the office is not asked again for a file with these heads."""
    _must_wait(run)
    _read_by(run, chosen, _content(run), by=by)
    mapping.remember(run, by=by)


def _read_by(run: SheetRun, chosen: dict, content: bytes, *, by) -> None:
    """Check the file by a mapping; words that the register does not know are asked first, once."""
    if not mapping.is_same_reading(chosen, run.mapping):
        run.answers, run.corrections, run.left_out = {}, {}, []  # they spoke of other cells
        asked = source.unknown_words(content, run.file_name, register_of(run.register).resource(by), chosen)
        run.look = run.look | {"questions": asked}
        run.state = RunState.MAPPING
    else:
        asked = []
    run.mapping = chosen
    run.save()
    if not asked:
        check(run, by=by)


def _content(run: SheetRun) -> bytes:
    content = store.fetch(run, run.file)
    if content is None:
        raise checking.FileGoneError(checking.EXPIRED)
    return content


def ask_columns(run: SheetRun) -> None:
    """Back to the columns; what was mended and answered stays until they change."""
    _must_wait(run)
    run.state = RunState.MAPPING
    run.save(update_fields=["state"])


def mend(run: SheetRun, *, corrections: dict, answers: dict, left_out: set[int], taken_back: set[int], by) -> None:
    """Keep what was typed into refused cells, answered and left out, and check again."""
    _must_wait(run)
    run.corrections |= {place: text[:LONGEST_CELL] for place, text in corrections.items()}
    run.answers = {place: said for place, said in (run.answers | answers).items() if said}
    run.left_out = sorted((set(run.left_out) | left_out) - taken_back)
    run.save(update_fields=["corrections_kept", "answers", "left_out"])
    check(run, by=by)


def check(run: SheetRun, *, by) -> None:
    """Look what would happen: now, or as a job."""
    if run.rows <= AT_ONCE:
        checking.check(run, register_of(run.register).resource(by))
        return
    _to_worker(run, RunState.CHECKING, "samma.sheets.tasks.check_run", "ตรวจ", by=by)


def confirm(run: SheetRun, *, by) -> None:
    """Store everything or nothing: now, or as a job."""
    with transaction.atomic():
        run = SheetRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state != RunState.CHECKED:
            raise ValidationError(BUSY)
        if run.rows > AT_ONCE:
            _to_worker(run, RunState.STORING, "samma.sheets.tasks.store_run", "นำเข้า", by=by)
        else:
            storing.write(run, register_of(run.register).resource(by), by=by)


def _to_worker(run: SheetRun, state: str, task: str, deed: str, *, by) -> None:
    register = register_of(run.register)
    run.state = state
    with transaction.atomic():
        run.job = start(
            task,
            f"{deed}{register.title} {thai.number(run.rows)} แถว",
            params={"run": str(run.pk)},
            total=run.rows,
            by=by,
            unit="แถว",
            next_url=reverse("sheet-run", args=[run.pk]),
        )
        run.save()


def stop_work(run: SheetRun) -> None:
    """Cancel the job of an import: what it was before is what it is again."""
    if run.state not in AT_WORK:
        return
    if run.job is not None:
        cancel(run.job)
    before = {
        RunState.CHECKING: RunState.MAPPING,
        RunState.STORING: RunState.CHECKED,
        RunState.UNDOING: RunState.STORED,
    }
    SheetRun.objects.filter(pk=run.pk, state=run.state).update(state=before[run.state])


def settle(run: SheetRun) -> list[str]:
    """Bring an import whose job failed or was cancelled back to where it was; the sentences say why."""
    job = run.job
    if run.state not in AT_WORK or (job is not None and (look(job).is_going or job.state == JobState.DONE)):
        return []
    stop_work(run)
    run.refresh_from_db()
    return [job.message] if job is not None and job.message else []


def may_undo(run: SheetRun, now: datetime.datetime) -> bool:
    """Whether the time for undoing is not over."""
    return run.state == RunState.STORED and bool(run.key) and now - run.stored_at < UNDO_WITHIN


def undo(run: SheetRun, *, by, now: datetime.datetime) -> None:
    """Take an import back as a whole: now, or as a job. Raises ValidationError with what stands in the way."""
    if not may_undo(run, now):
        raise ValidationError(f"ยกเลิกการนำเข้าได้ภายใน {UNDO_WITHIN.days} วันเท่านั้น")
    in_the_way = undoing.obstacles(run)
    if in_the_way:
        error = ValidationError(undoing.named(in_the_way))
        error.obstacles = True
        raise error
    with transaction.atomic():
        run = SheetRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state != RunState.STORED:
            raise ValidationError(BUSY)
        if run.rows > AT_ONCE:
            _to_worker(run, RunState.UNDOING, "samma.sheets.tasks.undo_run", "ยกเลิกการนำเข้า", by=by)
        else:
            undoing.take_back(run, register_of(run.register).resource(by), by=by)


def abandon(run: SheetRun) -> None:
    """Let an import be that was not stored: its file goes."""
    _must_wait(run)
    _wipe(run)


def _must_wait(run: SheetRun) -> None:
    if run.state not in WAITING:
        raise ValidationError("การนำเข้านี้เสร็จหรือยกเลิกไปแล้ว")
    if run.state == RunState.CHECKING:
        raise ValidationError(BUSY)


def _wipe(run: SheetRun) -> None:
    places = (run.file, run.preview)
    run.look, run.corrections, run.answers, run.state = {}, {}, {}, RunState.ABANDONED
    run.file = run.preview = run.key = ""
    run.save()
    store.drop(*places)


def _make_room(user) -> None:
    """One person's files that wait are few: the oldest goes when another comes."""
    waiting = SheetRun.objects.filter(by=user, state__in=(RunState.MAPPING, RunState.CHECKED)).order_by("-made_at")
    for run in waiting[MOST_WAITING - 1 :]:
        _wipe(run)


def forget_old(now: datetime.datetime) -> int:
    """Delete the files of imports left lying for a day, and the logs of those that can be undone no more."""
    left = SheetRun.objects.filter(state__in=WAITING, made_at__lt=now - FILE_KEPT)
    number = 0
    for run in left.iterator():
        _wipe(run)
        number += 1
    past = SheetRun.objects.filter(stored_at__lt=now - UNDO_WITHIN).exclude(key="")
    for run in past.iterator():
        run.log.all().delete()
        run.merges.all().delete()
        SheetRun.objects.filter(pk=run.pk).update(key="")
        number += 1
    return number
