"""What was typed as "5 ตัว" becomes a number and its unit; what cannot be read so is kept as the note."""

import re
from decimal import Decimal

from django.db import migrations

SAID = re.compile(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,2})?)\s*(?P<unit>[^0-9]{0,30})")
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def read(apps, schema_editor):
    for material in apps.get_model("households", "Material").objects.exclude(quantity_said="").iterator():
        match = SAID.fullmatch(material.quantity_said.translate(ARABIC).replace(",", "").strip())
        if match and Decimal(match["number"]):
            material.quantity, material.unit = Decimal(match["number"]), match["unit"].strip()
        else:
            material.note = material.quantity_said
        material.save(update_fields=["quantity", "unit", "note"])


def write_back(apps, schema_editor):
    for material in apps.get_model("households", "Material").objects.iterator():
        number = "" if material.quantity is None else f"{material.quantity:f}".rstrip("0").rstrip(".")
        material.quantity_said = (f"{number} {material.unit}".strip() or material.note)[:50]
        material.save(update_fields=["quantity_said"])


class Migration(migrations.Migration):
    dependencies = [("households", "0007_money_of_a_village")]

    operations = [migrations.RunPython(read, write_back)]
