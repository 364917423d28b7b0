"""The list of knowledge records as a sheet: heads only, and only out. Records are written on their own page."""

from samma.accounts.resources import RecordedResource
from samma.knowledge.models import KnowledgeRecord
from samma.resources import of


def _out(name: str):
    return of(KnowledgeRecord, name, readonly=True)


class RecordResource(RecordedResource):
    area_code = _out("area_code")
    year = _out("year")
    form = _out("form")
    level = _out("level")
    category = _out("category")
    title = _out("title")
    owner = _out("owner")
    position = _out("position")
    office = _out("office")
    address = _out("address")
    phone = _out("phone")
    written_on = _out("written_on")
    province_name = _out("province_name")
    state = _out("state")

    class Meta:
        model = KnowledgeRecord

    @classmethod
    def may_import(cls, user):
        return False

    def order(self):
        return ["area_code", "sort_key", "pk"]
