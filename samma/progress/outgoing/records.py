"""Knowledge records as a list."""

from samma.knowledge.resources import RecordResource
from samma.knowledge.views import LISTED as RECORDS


class RecordSheet(RecordResource):
    """The list of knowledge records: heads only."""

    listed = RECORDS

    def list_rows(self, request):
        return self.get_queryset().defer("source_text")
