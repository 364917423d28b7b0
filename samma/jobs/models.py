"""A long piece of work that somebody asked for: how far it is, whether its worker still lives, and what came of it.

django-tasks hands the work out, but has no progress and never takes a task back from a worker that was killed.
"""

import uuid

from django.conf import settings
from django.db import models

from samma.jobs import signs


class JobState(models.TextChoices):
    WAITING = "waiting", "รอคิว"
    RUNNING = "running", "กำลังทำ"
    DONE = "done", "เสร็จแล้ว"
    FAILED = "failed", "ทำไม่สำเร็จ"
    CANCELLED = "cancelled", "ยกเลิกแล้ว"


def result_path(job: "Job", filename: str) -> str:
    """Where the file is kept: by the job's id and its ending alone."""
    return f"jobs/{job.pk.hex}.{filename.rpartition('.')[2]}"


class Job(models.Model):
    """One piece of work. It is seen, cancelled and fetched by its maker alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=200)  # dotted path of the task that does it, to hand it out again
    title = models.CharField("งาน", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jobs", verbose_name="ผู้สั่ง")
    params = models.JSONField(default=dict)
    total = models.PositiveIntegerField("ทั้งหมด")
    done = models.PositiveIntegerField("ทำแล้ว", default=0)
    state = models.CharField("สถานะ", max_length=10, choices=JobState.choices, default=JobState.WAITING)
    heartbeat = models.DateTimeField()  # the last sign of life
    attempt = models.PositiveSmallIntegerField(default=0)  # a worker that was given up writes nothing any more
    message = models.CharField("ข้อความ", max_length=300, blank=True)
    unit = models.CharField("หน่วย", max_length=20, default="ฉบับ")  # what is counted: papers, rows
    result = models.FileField("ผลลัพธ์", upload_to=result_path, blank=True)
    file_name = models.CharField("ชื่อไฟล์", max_length=100, blank=True)  # under which the result is fetched
    next_url = models.CharField("ไปต่อที่", max_length=200, blank=True)  # a job without a file: where its fruit is seen
    made_at = models.DateTimeField("สั่งเมื่อ", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "งานเบื้องหลัง"
        ordering = ["-made_at"]

    def __str__(self):
        return self.title

    @property
    def is_going(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)

    def delete(self, *args, **kwargs):
        """The row and its file."""
        signs.forget(self.pk)
        if self.result:
            self.result.delete(save=False)
        return super().delete(*args, **kwargs)
