"""Numbers of revisions are given out under the record's lock; an index finds them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0005_year_book")]

    operations = [
        migrations.RemoveConstraint(model_name="revision", name="revision_number_once"),
        migrations.AddIndex(
            model_name="revision", index=models.Index(fields=["record", "number"], name="revision_by_number")
        ),
    ]
