"""Sheets that are in the audit: who brought in or took out how many rows of which register."""

from samma.accounts.events import record_all, record_register
from samma.resources import ScopedResource


class RecordedResource(ScopedResource):
    """A ScopedResource whose imports and exports are written down in the transaction that does them."""

    records_rows = False  # True: each row is written down too, as its page would

    def write(self, lines):
        written = super().write(lines)
        if self.records_rows:
            self.record_lines(lines)
        return written

    def after_import(self, dataset, result, *, dry_run=False, **kwargs):
        super().after_import(dataset, result, dry_run=dry_run, **kwargs)
        if not dry_run and result.is_good:
            self._record("import", {kind: n for kind, n in result.totals.items() if n})

    def record_lines(self, lines):
        """Write down of each row what its page would: made or mended, and in which columns (no values)."""
        fields = {id(line.instance): [name for name in line.cells if line.has_set(name)] for line in lines}
        for verb, some in (
            ("create", [ln for ln in lines if ln.is_new]),
            ("edit", [ln for ln in lines if not ln.is_new]),
        ):
            rows = [line.instance for line in some]
            record_all(verb, rows, by=self.user, detail_of=lambda row: {"fields": fields[id(row)]})

    def after_export(self, queryset, dataset, **kwargs):
        super().after_export(queryset, dataset, **kwargs)
        self._record("export", {"rows": len(dataset)})

    def record_export(self, **detail) -> None:
        """Write down what is about to leave: how many rows, as what, and what narrowed them."""
        self._record("export", detail)

    def _record(self, verb, detail):
        record_register(verb, self._meta.model._meta.label_lower, by=self.user, **detail)
