"""The sheet of where a group sells."""

from groups.models import Market
from groups.resources import InGroup
from samma.resources import of


class MarketResource(InGroup):
    """An outlet or a fair is named by its words and its first day."""

    records_rows = True
    name = of(Market, "name", key=True, example="ตลาดนัดหน้าอำเภอ")
    kind = of(Market, "kind", example="ตลาดนัด")
    place = of(Market, "place", example="ลานหน้าที่ว่าการอำเภอ")
    contact = of(Market, "contact")
    phone = of(Market, "phone")
    started = of(Market, "started", key=True, example="01/06/2560")
    ended = of(Market, "ended", note="งานแสดงและจำหน่ายสินค้าใส่ทั้งวันเริ่มและวันสิ้นสุด ตลาดที่ยังขายอยู่ให้ว่างไว้")
    note = of(Market, "note")

    class Meta:
        model = Market

    def order(self):
        return ["village_code", "group", "sort_key", "started", "pk"]
