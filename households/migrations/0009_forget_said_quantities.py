"""The quantity as it was typed has been read."""

from django.db import migrations



class Migration(migrations.Migration):
    dependencies = [("households", "0008_read_material_quantities")]

    operations = [migrations.RemoveField(model_name="material", name="quantity_said")]
