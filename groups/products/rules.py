"""What OTOP asks of a product and its producer, as plain functions: what is refused, what is asked, what runs out."""

import datetime
from dataclasses import dataclass

from samma import thai

WARNED_DAYS = 90  # before a standard or a registration runs out
FOOD = 1
# (source: young plants and ornamental plants are not registrable as food)
PLANTS = ("ต้นกล้า", "กล้าไม้", "กล้าพันธุ์", "กล้าผัก", "พันธุ์ไม้", "ไม้ประดับ", "ไม้ดอกไม้ประดับ", "ไม้กระถาง", "บอนไซ")
NO_FOOD = "ต้นกล้า ต้นพันธุ์ และไม้ประดับ ขึ้นทะเบียน OTOP เป็นประเภทอาหารไม่ได้"


def may_keep_rounds(user) -> bool:
    """Whether he opens and closes registration rounds: the province and the department; districts read them."""
    return user.may_review or user.may_keep_lists


# --- a product --------------------------------------------------------------------------------------------------------
def faults(product_type: int | None, name: str, food_kind: str) -> dict[str, str]:
    """What is refused of a product, by field."""
    if product_type != FOOD:
        return {}
    if name.startswith(PLANTS):
        return {"product_type": f"{NO_FOOD} เลือกประเภทอื่น"}
    return {} if food_kind else {"food_kind": "เลือกกลุ่มย่อยของอาหาร 1 ใน 3 กลุ่ม"}


def doubts(product_type: int | None, name: str) -> dict[str, str]:
    """What is asked of a product, by field."""
    if product_type == FOOD and not name.startswith(PLANTS) and any(word in name for word in PLANTS):
        return {"product_type": f"ชื่อผลิตภัณฑ์คล้ายต้นพันธุ์หรือไม้ประดับ {NO_FOOD}"}
    return {}


# --- what runs out ----------------------------------------------------------------------------------------------------
def expiry(expires: datetime.date | None, today: datetime.date) -> dict:
    """The state of what is valid until a day, as components/status.html takes it."""
    if expires is None:
        return {"word": "ไม่ทราบวันหมดอายุ", "tone": "neutral"}
    left = (expires - today).days
    if left < 0:
        return {"word": f"หมดอายุแล้ว {thai.number(-left)} วัน", "tone": "stop"}
    if left <= WARNED_DAYS:
        return {"word": "หมดอายุวันนี้" if left == 0 else f"เหลือ {thai.number(left)} วัน", "tone": "warn"}
    return {"word": "ใช้ได้", "tone": "ok"}


def runs_out(expires: datetime.date | None, today: datetime.date) -> bool:
    """Whether it is over, or will be within the days of warning."""
    return expires is not None and (expires - today).days <= WARNED_DAYS


# --- ready for a round ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Ready:
    """What is known of a product and its packet on one day."""

    group_may_register: bool = False
    is_made: bool = True
    has_food_kind: bool = True  # or is no food
    is_registrable: bool = True  # no young or ornamental plant as food
    has_story: bool = False
    has_materials: bool = False
    has_capacity: bool = False
    has_price: bool = False
    has_photo: bool = False  # the 4×6 inch one
    has_packet: bool = False
    has_kind: bool = False
    has_link: bool = False
    in_district: bool = False
    thai_nationals: bool = False
    has_applicant: bool = False
    papers_left: tuple[str, ...] = ()


def unmet(ready: Ready) -> list[str]:
    """What stands between the product and the round, in the order in which it is done. Empty means ready."""
    checks = [
        (ready.group_may_register, "ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน"),
        (ready.is_made, "ผลิตภัณฑ์นี้เลิกผลิตแล้ว"),
        (ready.has_food_kind, "เลือกกลุ่มย่อยของอาหาร"),
        (ready.is_registrable, NO_FOOD),
        (ready.has_story, "เขียนเรื่องราวและลักษณะเด่นของผลิตภัณฑ์"),
        (ready.has_materials, "ใส่วัตถุดิบหลักและแหล่งวัตถุดิบ"),
        (ready.has_capacity, "ใส่กำลังการผลิตต่อเดือนและหน่วยนับ"),
        (ready.has_price, "ใส่ราคาขายต่อหน่วย"),
        (ready.has_photo, "เลือกภาพถ่ายผลิตภัณฑ์ขนาด 4×6 นิ้ว"),
    ]
    if not ready.has_packet:
        return [words for met, words in checks if not met] + ["กรอกข้อมูลผู้ผลิตในแฟ้มขึ้นทะเบียน"]
    checks += [
        (ready.has_kind, "เลือกลักษณะผู้ผลิต"),
        (ready.has_link, "เลือกการเชื่อมโยงกับชุมชนอย่างน้อย 1 ข้อ"),
        (ready.in_district, "สถานที่ผลิตต้องอยู่ในอำเภอที่ขึ้นทะเบียน"),
        (ready.thai_nationals, "ผู้ผลิตและสมาชิกต้องมีสัญชาติไทย"),
        (ready.has_applicant, "ใส่ชื่อผู้ยื่น"),
    ]
    return [words for met, words in checks if not met] + [f"แนบ{paper}" for paper in ready.papers_left]
