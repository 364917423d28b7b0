"""What a worker does for this app: print a book of records."""

from django_tasks import task

from samma.jobs.actions import work
from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.printing import Choice, book, printable


@task()
def print_book(job_pk: str) -> None:
    """The records of the job that its maker may still see. Finished papers are kept, so a second attempt is quick."""

    def make(job, step) -> bytes:
        visible = KnowledgeRecord.objects.visible_to(job.by)
        records = printable(job.params["records"], queryset=visible)
        return book(records, Choice(site=job.params["site"]), step)

    work(job_pk, make)
