"""Writes the word index of all records anew, after an upgrade of the dictionary or a load from elsewhere."""

from django.core.management.base import BaseCommand
from django.db import transaction

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.search import AT_ONCE, write_words


class Command(BaseCommand):
    help = "สร้างดัชนีคำค้นขององค์ความรู้ทุกเรื่องใหม่"

    def handle(self, *args, **options):
        pks = list(KnowledgeRecord.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), AT_ONCE):
            with transaction.atomic():
                write_words(pks[start : start + AT_ONCE])
        self.stdout.write(f"สร้างดัชนีคำค้นแล้ว {len(pks)} เรื่อง")
