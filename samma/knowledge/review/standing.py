"""What a person may do with a record that was sent, in words for its page."""

from samma.knowledge import rules
from samma.knowledge.actions import hands_in, officers_of
from samma.knowledge.models import KnowledgeRecord, State


def check_of(record: KnowledgeRecord, user) -> dict | None:
    """The district's check as this person meets it: whether he may, and why not or on what footing."""
    if record.state != State.SUBMITTED or not user.may_write:
        return None
    alone = rules.checks_alone(user.pk, hands_in(record), officers_of(record))
    if alone is None:
        return {"may": False, "text": rules.OTHER_EYES}
    text = "อำเภอไม่มีเจ้าหน้าที่คนอื่น ท่านตรวจเรื่องที่ตนเขียนเองได้ และระบบจะบันทึกไว้เช่นนั้น" if alone else ""
    return {"may": True, "text": text}


def may_return(record: KnowledgeRecord, user) -> bool:
    """Whether this person may give the record back: the province, or the district while it has not checked."""
    starts = rules.STEPS["give back"][0]
    if record.state not in starts:
        return False
    return user.may_review or (user.may_write and record.state == State.SUBMITTED)
