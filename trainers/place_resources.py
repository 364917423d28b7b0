"""The sheet of learning places."""

from django.core.exceptions import ValidationError

from samma.accounts.resources import RecordedResource
from samma.resources import Column, of
from trainers.models import LearningPlace, Sage
from trainers.resources import PersonReading
from villages.resources import occupation_column, village_column


class LearningPlaceResource(RecordedResource):
    records_rows = True
    village = village_column()
    name = of(LearningPlace, "name", key=True, example="ศูนย์เรียนรู้ตัวอย่าง")
    kind = of(LearningPlace, "kind", example="ศูนย์เรียนรู้")
    trade_1 = occupation_column("อาชีพที่สอน 1", "trade_1")
    trade_2 = occupation_column("อาชีพที่สอน 2", "trade_2", example="")
    trade_3 = occupation_column("อาชีพที่สอน 3", "trade_3", example="")
    owner = Column(
        "ปราชญ์เจ้าของ",
        "owner__full_name",
        PersonReading(),
        part=True,
        note="ต้องมีในทะเบียนปราชญ์ชุมชนแล้ว เว้นว่างคือของส่วนรวม",
    )
    owner_village = village_column(
        "owner__village",
        head="รหัสหมู่บ้านของเจ้าของ",
        key=False,
        needed=False,
        part=True,
        example="",
        note="เว้นว่างคือหมู่บ้านเดียวกับแหล่งเรียนรู้",
    )
    capacity = of(LearningPlace, "capacity", example=20)
    contact = of(LearningPlace, "contact")
    phone = of(LearningPlace, "phone", example="081-234-5678")
    use = of(LearningPlace, "use", example="ใช้อยู่")
    lat = of(LearningPlace, "lat", example=15.1187)
    lon = of(LearningPlace, "lon", example=104.322)
    consent = of(LearningPlace, "consent", example="ไม่ใช่")
    note = of(LearningPlace, "note")

    class Meta:
        model = LearningPlace

    def get_queryset(self):
        trades = (f"trade_{n}__parent" for n in (1, 2, 3))
        return super().get_queryset().select_related("village", "owner__village", *trades)

    def order(self):
        return ["village_code", "sort_key", "pk"]

    def link(self, instance, cells, wrong):
        if "owner" not in cells:
            return
        name = cells["owner"]
        village = cells.get("owner_village") or cells.get("village") or getattr(instance, "village", None)
        if not name:
            instance.owner = None
        elif village is not None and not _is(instance.owner, name, village):
            instance.owner = self._sage(name, village)

    def _sage(self, name, village):
        if not hasattr(self, "_sages"):
            self._sages = {}
            for sage in Sage.objects.visible_to(self.user).filter(village_code__in=self.codes):
                self._sages.setdefault((sage.village_id, sage.full_name), []).append(sage)
        found = self._sages.get((village.pk, name), [])
        if len(found) != 1:
            why = "มีมากกว่าหนึ่งคน ระบบเลือกให้ไม่ได้" if found else "ไม่มีในทะเบียนปราชญ์ชุมชน"
            raise ValidationError({"owner": f"“{name}” ของ{village} {why}"})
        return found[0]

    def read_codes(self, dataset):
        super().read_codes(dataset)
        column = self.fields["owner_village"]
        if column.column_name in dataset.headers:
            self.codes |= set(self.codes_in(dataset, column))


def _is(owner: Sage | None, name: str, village) -> bool:
    return owner is not None and owner.full_name == name and owner.village_id == village.pk
