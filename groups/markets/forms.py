"""The form of an outlet or a fair."""

from django.utils.timezone import localdate

from groups.models import Market, MarketKind
from samma.accounts.forms import RecordedForm

LONG_FAIR = 30  # days; the yearly fair of a province takes ten


class MarketForm(RecordedForm):
    """An outlet, or a fair with its days; a fair may lie ahead."""

    class Meta:
        model = Market
        fields = ["kind", "name", "place", "contact", "phone", "started", "ended", "note"]
        help_texts = {
            "started": "งานแสดงและจำหน่ายสินค้า: วันแรกของงาน ตลาดอื่นไม่ทราบให้ว่างไว้",
            "ended": "งาน: วันสุดท้ายของงาน ตลาดที่ยังขายอยู่ให้ว่างไว้",
        }

    def clean(self):
        data = super().clean()
        started, ended = data.get("started"), data.get("ended")
        if data.get("kind") == MarketKind.FAIR and started and ended and (ended - started).days > LONG_FAIR:
            self.doubt("ended", f"งานนี้ยาว {(ended - started).days + 1} วัน")
        elif data.get("kind") and data["kind"] != MarketKind.FAIR and started and started > localdate():
            self.add_error("started", "วันเริ่มขายต้องไม่อยู่ในอนาคต")
        return data
