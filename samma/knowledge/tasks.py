"""What a worker does for this app: print a book of records."""

from django_tasks import task

from samma.jobs.actions import FailedError, work
from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.printing import Choice, book, printable
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
