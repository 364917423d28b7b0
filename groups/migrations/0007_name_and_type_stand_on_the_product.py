import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0006_registrations_point_to_products")]

    operations = [
        migrations.AlterField(
            "otopregistration",
            "product",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="otop",
                to="groups.product",
                verbose_name="ผลิตภัณฑ์",
            ),
        ),
        migrations.RemoveField("otopregistration", "group"),
        migrations.RemoveField("otopregistration", "product_name"),
        migrations.RemoveField("otopregistration", "product_type"),
        migrations.RemoveField("otopregistration", "stars"),
    ]
