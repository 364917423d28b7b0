"""What every row that people edit carries: a version, so that two people who edit at once lose nothing."""

from django.db import models


class Versioned(models.Model):
    """`version` goes up by one at each save of an edit form; a form that began on an older one is stale."""

    version = models.PositiveIntegerField("รุ่นของข้อมูล", default=1, editable=False)

    class Meta:
        abstract = True


def keeps_versions(model: type[models.Model] | models.Model) -> bool:
    """Whether django-simple-history writes each version of it down. (A model may have a field of its own named history.)"""
    return hasattr(model._meta, "simple_history_manager_attribute")


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses to change or delete many rows at once."""

    def update(self, **kwargs):
        raise TypeError("rows of a ledger are corrected by a further row, never changed")

    def delete(self):
        raise TypeError("rows of a ledger are corrected by a further row, never deleted")


class AppendOnly(models.Model):
    """A row that is written once: the audit and every ledger."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("rows of a ledger are corrected by a further row, never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("rows of a ledger are corrected by a further row, never deleted")
