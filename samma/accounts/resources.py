"""Sheets that are in the audit: who brought in or took out how many rows of which register."""

from samma.accounts.models import Event
from samma.resources import ScopedResource


class RecordedResource(ScopedResource):
    """A ScopedResource whose imports and exports are written down in the transaction that does them."""

    def after_import(self, dataset, result, *, dry_run=False, **kwargs):
        super().after_import(dataset, result, dry_run=dry_run, **kwargs)
        if not dry_run and result.is_good:
            self._record("import", {kind: n for kind, n in result.totals.items() if n})

    def after_export(self, queryset, dataset, **kwargs):
        super().after_export(queryset, dataset, **kwargs)
        self._record("export", {"rows": len(dataset)})

    def _record(self, verb, detail):
        Event.objects.create(
            who=self.user,
            verb=verb,
            object_type=self._meta.model._meta.label_lower,
            object_id="",
            area_code=self.user.area_code,
            detail=detail,
        )
