from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="knowledgerecord",
            name="repairs",
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name="การซ่อมข้อความต้นทาง"),
        ),
    ]
