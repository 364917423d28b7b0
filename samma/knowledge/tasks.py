"""What a worker does for this app: print chosen records as one file, and make a province's yearly book."""

from django_tasks import task

from samma.jobs.actions import FailedError, work
from samma.knowledge.book import making
from samma.knowledge.models import KnowledgeRecord, YearBook
from samma.knowledge.printing.papers import Choice, book, printable
from samma.pdf import PdfError


@task()
def print_book(job_pk: str) -> None:
    """The records of the job that its maker may still see. Finished papers are kept, so a second attempt is quick."""

    def make(job, step) -> bytes:
        visible = KnowledgeRecord.objects.visible_to(job.by)
        records = printable(job.params["records"], queryset=visible)
        try:
            return book(records, Choice(site=job.params["site"]), step)
        except PdfError as error:
            raise FailedError(str(error)) from error

    work(job_pk, make)


@task()
def make_book(job_pk: str) -> None:
    """The yearly book, or the zip of its papers; whoever prepared it finds it on the book's page."""

    def make(job, step) -> None:
        book = YearBook.objects.visible_to(job.by).filter(pk=job.params["book"]).first()
        if book is None:
            raise FailedError("ไม่พบเล่มนี้แล้ว")
        try:
            name, count = making.MAKERS[job.params["ending"]](book, job.params["site"], step)
        except PdfError as error:
            raise FailedError(str(error)) from error
        making.note(book, job.params["ending"], name, count)

    work(job_pk, make)
