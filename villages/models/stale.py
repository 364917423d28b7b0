"""Marks of what has to be counted anew; `samma.stale.mark_stale` inserts them and `samma.progress` takes them away."""

from django.db import models
from django.utils import timezone


class StaleVillage(models.Model):
    """The figures of this place are to be counted anew.

    A village by its eight digits; a shorter code marks what belongs to a district or province alone (its own records).
    It points at no row, so that a mark outlives what it speaks of.
    """

    code = models.CharField("รหัสพื้นที่", max_length=8, db_index=True)
    made_at = models.DateTimeField("เมื่อ", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "ตัวเลขที่รอนับใหม่"

    def __str__(self):
        return self.code
