"""Every list that goes out as a file, by its word in addresses."""

from dataclasses import dataclass

from samma.lists import narrowed
from samma.progress.outgoing.group_markets import MarketSheet, SaleSheet, SupportSheet
from samma.progress.outgoing.groups import GroupPaper, GroupSheet
from samma.progress.outgoing.households import AttendancePaper, HouseholdPaper, HouseholdSheet, VisitPaper, VisitSheet
from samma.progress.outgoing.people import SagePaper, SageSheet, TeamPaper, TeamSheet
from samma.progress.outgoing.places import PartnerSheet, TargetSheet, VillageSheet
from samma.progress.outgoing.products import ProductPaper, ProductSheet
from samma.progress.outgoing.records import RecordSheet


@dataclass(frozen=True)
class ListOut:
    """A list: its title in the name of the file, its sheet as seen, and the paper it can be printed as."""

    title: str
    sheet: type
    back: str  # the page where the list stands
    paper: type | None = None


LISTS = {
    "targets": ListOut("หมู่บ้านเป้าหมาย", TargetSheet, "target-list"),
    "villages": ListOut("หมู่บ้านทั้งหมด", VillageSheet, "village-list"),
    "partners": ListOut("ทะเบียนภาคี", PartnerSheet, "partner-list"),
    "sages": ListOut("ปราชญ์ชุมชน", SageSheet, "sage-list", SagePaper),
    "teams": ListOut("ทีมวิทยากร", TeamSheet, "sage-list", TeamPaper),
    "households": ListOut("ครัวเรือน", HouseholdSheet, "household-list", HouseholdPaper),
    "attendance": ListOut("การเข้าอบรม", AttendancePaper, "target-list", AttendancePaper),
    "visits": ListOut("การเยี่ยมติดตาม", VisitSheet, "visit-list", VisitPaper),
    "groups": ListOut("กลุ่มอาชีพ", GroupSheet, "group-list", GroupPaper),
    "products": ListOut("ผลิตภัณฑ์ของกลุ่มอาชีพ", ProductSheet, "product-list", ProductPaper),
    "group-support": ListOut("การสนับสนุนกลุ่มอาชีพ", SupportSheet, "group-support-list"),
    "markets": ListOut("ตลาดของกลุ่มอาชีพ", MarketSheet, "market-list"),
    "sales": ListOut("ยอดขายของกลุ่มอาชีพ", SaleSheet, "sale-list"),
    "records": ListOut("องค์ความรู้", RecordSheet, "record-list"),
}


def rows_of(sheet, request):
    """The rows that the address asks for, in the order of the list, and what narrows them."""
    if hasattr(sheet, "narrowed_rows"):
        return sheet.narrowed_rows(request)
    listed = sheet.list_rows(request) if hasattr(sheet, "list_rows") else sheet.get_queryset()
    view = narrowed(request, listed, **sheet.listed)
    return view.rows, view
