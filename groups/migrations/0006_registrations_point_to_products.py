"""Each distinct product that a group registered becomes a product of the group; and back."""

from django.db import migrations


def point_to_products(apps, schema_editor):
    registration, product, stars = (
        apps.get_model("groups", name) for name in ("OtopRegistration", "Product", "ProductStars")
    )
    made = {}
    # The newest first: its type is the one that holds now.
    for row in registration.objects.select_related("group").order_by("-registered_on", "-pk"):
        key = row.group_id, row.product_name
        if key not in made:
            made[key] = product.objects.create(
                group=row.group, name=row.product_name, product_type=row.product_type
            )
        row.product = made[key]
        row.save(update_fields=["product"])
        if row.stars and not made[key].stars.exists():  # of which year nobody wrote down
            stars.objects.create(product=made[key], stars=row.stars, year=None)


def name_products(apps, schema_editor):
    registration = apps.get_model("groups", "OtopRegistration")
    for row in registration.objects.select_related("product"):
        newest = row.product.stars.order_by("-year", "-pk").first()
        row.group_id = row.product.group_id
        row.product_name, row.product_type = row.product.name, row.product.product_type
        row.stars = newest.stars if newest else None
        row.save(update_fields=["group", "product_name", "product_type", "stars"])


class Migration(migrations.Migration):
    dependencies = [("groups", "0005_products")]

    operations = [migrations.RunPython(point_to_products, name_products)]
