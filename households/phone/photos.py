"""Takes a photo from a phone, after its visit or before it: once, by its own id, and whole."""

import io
import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from households.models import EarlyPhoto, Visit, VisitPhoto
from households.phone.sync import Result
from households.visits.writing import OF_ANOTHER, add_photo, claim_photos, further_photo
from samma.photos import CleanPicture, clean_photo

MOST_BYTES = 3 * 1024 * 1024
MOST_OF_A_VISIT = 12
MOST_WAITING = 60  # of one person: what three days without signal may bring before its visits
TOO_MANY = f"การเยี่ยมหนึ่งครั้งมีภาพได้ไม่เกิน {MOST_OF_A_VISIT} ภาพ"
VISITS_FIRST = "มีภาพที่รอบันทึกการเยี่ยมมากแล้ว โปรดส่งบันทึกการเยี่ยมก่อน"


def receive_photo(photo_id: uuid.UUID, visit_id: uuid.UUID, body: bytes, sent_hash: str, *, by) -> Result:
    """Keep the photo under its id: a repeat is `same`; other bytes under the id are kept as a further photo (`conflict`)."""
    present = _stored(photo_id)
    status = "created"
    if present is not None:
        if present.sent_by_id != by.pk:
            return _answer(photo_id, "rejected", sent_hash, OF_ANOTHER, "id")
        if present.sent_hash == sent_hash:
            _join(present)
            return _answer(photo_id, "same", sent_hash)
        photo_id, told, status = further_photo(photo_id, sent_hash), photo_id, "conflict"
        if _stored(photo_id) is not None:
            return _answer(told, "conflict", sent_hash)
    else:
        told = photo_id
    visit = Visit.objects.filter(pk=visit_id).first()
    if visit is not None and visit.keyed_by_id != by.pk:
        return _answer(told, "rejected", sent_hash, OF_ANOTHER, "visit")
    try:
        picture = clean_photo(io.BytesIO(body))
        _keep(photo_id, visit_id, visit, picture, sent_hash=sent_hash, by=by)
    except ValidationError as refusal:
        return _answer(told, "rejected", sent_hash, refusal.messages[0])
    except IntegrityError:
        winner = _stored(photo_id)  # the same photo was sent twice at once, and the other was first
        if winner is None:
            raise
        _join(winner)
        return _answer(told, "same" if winner.sent_hash == sent_hash else "conflict", sent_hash)
    return _answer(told, status, sent_hash)


def _answer(photo_id, status: str, sent_hash: str, reason: str = "", field: str = "") -> Result:
    return Result(str(photo_id), status, sent_hash, reason, field)


def _stored(photo_id: uuid.UUID) -> VisitPhoto | EarlyPhoto | None:
    """In the order in which a photo moves, so that one which moves meanwhile is not missed by both questions."""
    return EarlyPhoto.objects.filter(pk=photo_id).first() or VisitPhoto.objects.filter(pk=photo_id).first()


def _keep(photo_id, visit_id, visit: Visit | None, picture: CleanPicture, *, sent_hash: str, by) -> None:
    if visit is not None:
        taken = visit.photos.count()
        if taken >= MOST_OF_A_VISIT:
            raise ValidationError(TOO_MANY)
        with transaction.atomic():
            add_photo(visit, picture, order=taken + 1, pk=photo_id, sent_hash=sent_hash, sent_by=by)
        return
    if EarlyPhoto.objects.filter(sent_by=by).count() >= MOST_WAITING:
        raise ValidationError(VISITS_FIRST)
    with transaction.atomic():
        early = EarlyPhoto(pk=photo_id, visit_key=visit_id, image=picture, sent_hash=sent_hash, sent_by=by)
        early.save(force_insert=True)
    _join(early)


def _join(photo: VisitPhoto | EarlyPhoto) -> None:
    """Its visit may have come between the looking and the keeping, or the process have ended before it looked again."""
    if isinstance(photo, EarlyPhoto) and (late := Visit.objects.filter(pk=photo.visit_key).first()):
        claim_photos([late])
