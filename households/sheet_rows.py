"""From a row of a sheet to the household it stands for, the same in every sheet of a village's households."""

from django.http import Http404

from samma.scope import row_number


class RowsOfHouseholds:
    """For a grid that has `active` (the rows as opened) and `known` (the village's enrolments by pk)."""

    def enrolment_at(self, index):
        """The household of a row: by what the row itself says, for rows may have come or gone since it was opened."""
        if index is None:
            return None
        if not self.is_bound:
            return self.active[index]
        typed = row_number(self.data.get(f"{self.prefix}-{index}-of", ""))
        if typed in self.known:
            return self.known[typed]
        raise Http404
