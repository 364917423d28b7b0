"""Forms that write one row: what they wrote is in the audit, and so is a doubt that was confirmed."""

from samma.accounts.events import last_change, record
from samma.forms import RuleForm
from samma.stale import codes_of, mark_stale


class RecordedForm(RuleForm):
    """A RuleForm that writes its row and the event in one transaction."""

    _left = None  # the places in whose figures the row counted before it was changed

    def _post_clean(self):
        if self._left is None:
            self._left = [] if self.instance._state.adding else list(codes_of(self.instance))
        super()._post_clean()

    def perform(self):
        is_new = self.instance._state.adding
        row = super().perform()
        mark_stale(*set(self._left or ()).difference(codes_of(row)))
        record("create" if is_new else "edit", row, by=self.user, **self.event_detail())
        return row

    def last_change(self, current):
        return last_change(current)

    def event_detail(self) -> dict:
        """Names of the changed fields (no values: the audit is no register) and the doubts that were confirmed."""
        detail = {"fields": [name for name in self.changed_data if name not in ("version", "confirmed")]}
        return detail | ({"confirmed": self.doubts} if self.doubts else {})
