"""What a group makes: a product is added, registered with OTOP, renewed, and wins stars."""

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked, save
from groups.books import not_after
from groups.models import Group, Origin, OtopRegistration, Product, ProductPhoto, ProductStars
from samma.accounts.events import record
from samma.thai import thai_date

MOST_PHOTOS = 12
GROUP_FIRST = "ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน แล้วจึงบันทึกทะเบียน OTOP"


@transaction.atomic
def add_product(group, *, by, today, **fields):
    """One more product of the group."""
    for name in ("started", "ended"):
        if fields.get(name):
            not_after(fields[name], today, name)
    product = save(Product(group=locked(group), **fields))
    record("create", product, by=by, group=group.pk)
    return product


def may_register(group: Group) -> bool:
    """A group of the programme registers itself first; one older than the programme may have been a producer before."""
    return group.origin == Origin.EXISTING or group.registered_on is not None


@transaction.atomic
def register_otop(product, *, number, registered_on, by, today, **fields):
    """The producer is registered with this product."""
    not_after(registered_on, today, "registered_on")
    group = locked(product.group)
    if not may_register(group):
        raise ValidationError(GROUP_FIRST)
    otop = save(OtopRegistration(product=product, number=number, registered_on=registered_on, **fields))
    record("register_otop", otop, by=by, group=group.pk)
    return otop


@transaction.atomic
def renew_otop(otop, *, expires, round, by):
    """The registration goes on; its history keeps until when it was valid before, and the audit who renewed it."""
    otop = OtopRegistration.objects.select_for_update(of=("self",)).select_related("product").get(pk=otop.pk)
    before = otop.expires
    if before and expires <= before:
        raise ValidationError({"expires": f"วันใหม่ต้องหลังวันเดิม {thai_date(before)}"})
    otop.expires, otop.version = expires, otop.version + 1
    otop.round = round or otop.round
    save(otop)
    record("renew_otop", otop, by=by, until=expires.isoformat(), before=before.isoformat() if before else "")
    return otop


# --- pictures ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def add_product_photos(product, pictures, *, by):
    """Put the cleaned pictures after those that are there; the first one is the packet's until another is chosen."""
    there = product.photos.count()
    if there + len(pictures) > MOST_PHOTOS:
        raise ValidationError({"photos": f"แนบภาพได้ไม่เกิน {MOST_PHOTOS} ภาพต่อผลิตภัณฑ์ มีอยู่แล้ว {there} ภาพ"})
    photos = [
        ProductPhoto.objects.create(product=product, order=order, image=picture)
        for order, picture in enumerate(pictures, there + 1)
    ]
    if product.packet_photo_id is None:
        Product.objects.filter(pk=product.pk).update(packet_photo=photos[0])
    record("add photos", product, by=by, count=len(photos))
    return photos


@transaction.atomic
def arrange_product_photos(product, rows, *, by):
    """Captions, order, the packet's photo and the photos taken out; `rows` are cleaned data of the product's photos."""
    own = {photo.pk: photo for photo in product.photos.all()}
    packet = None
    for row in rows:
        photo = own.get(row["pk"])
        if photo is None:
            continue
        if row["drop"]:
            photo.image.delete(save=False)
            photo.delete()
            continue
        photo.caption, photo.order = row["caption"], row["order"]
        photo.save(update_fields=["caption", "order"])
        packet = photo if row["for_packet"] else packet
    Product.objects.filter(pk=product.pk).update(packet_photo=packet)
    record("edit photos", product, by=by)


# --- stars ------------------------------------------------------------------------------------------------------------
@transaction.atomic
def win_stars(product, stars, *, by, year=None):
    """Stars of one selection; those of earlier years stay."""
    won = save(ProductStars(product=product, stars=stars, year=year))
    record("win_stars", won, by=by, group=product.group_id)
    return won
