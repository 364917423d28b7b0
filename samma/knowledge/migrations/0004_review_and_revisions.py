"""The district's check, revisions, comments on sections, and the marks of likeness."""
import django.db.models.deletion
import samma.fields
from django.conf import settings
from django.db import migrations, models

from samma.knowledge.marks import marks_of


def to_the_province(apps, schema_editor):
    """What was sent before there was a check by the district was sent to the province, and waits there still."""
    records = apps.get_model("knowledge", "KnowledgeRecord").objects
    records.filter(state="submitted").update(state="checked")


def to_the_district(apps, schema_editor):
    """The other way: one state for all that was sent."""
    records = apps.get_model("knowledge", "KnowledgeRecord").objects
    records.filter(state="checked").update(state="submitted")


def mark_what_is_there(apps, schema_editor):
    """The marks of every text that stands already."""
    record_model, mark_model = (apps.get_model("knowledge", name) for name in ("KnowledgeRecord", "RecordMark"))
    for pk in record_model.objects.order_by().values_list("pk", flat=True).iterator():
        bodies = record_model.objects.get(pk=pk).sections.values_list("body", flat=True)
        mark_model.objects.bulk_create(mark_model(record_id=pk, mark=mark) for mark in marks_of(bodies))


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0003_record_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalknowledgerecord',
            name='checked_alone',
            field=models.BooleanField(default=False, editable=False, verbose_name='ผู้ตรวจเป็นผู้เขียนเอง'),
        ),
        migrations.AddField(
            model_name='historicalknowledgerecord',
            name='checked_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='อำเภอตรวจเมื่อ'),
        ),
        migrations.AddField(
            model_name='historicalknowledgerecord',
            name='checked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ผู้ตรวจของอำเภอ'),
        ),
        migrations.AddField(
            model_name='historicalknowledgerecord',
            name='submitted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ผู้ส่ง'),
        ),
        migrations.AddField(
            model_name='knowledgerecord',
            name='checked_alone',
            field=models.BooleanField(default=False, editable=False, verbose_name='ผู้ตรวจเป็นผู้เขียนเอง'),
        ),
        migrations.AddField(
            model_name='knowledgerecord',
            name='checked_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='อำเภอตรวจเมื่อ'),
        ),
        migrations.AddField(
            model_name='knowledgerecord',
            name='checked_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ผู้ตรวจของอำเภอ'),
        ),
        migrations.AddField(
            model_name='knowledgerecord',
            name='submitted_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ผู้ส่ง'),
        ),
        migrations.AlterField(
            model_name='historicalknowledgerecord',
            name='state',
            field=models.CharField(choices=[('draft', 'ร่าง'), ('submitted', 'ส่งแล้ว รออำเภอตรวจ'), ('checked', 'รอจังหวัดรับรอง'), ('approved', 'จังหวัดรับรองแล้ว'), ('published', 'เผยแพร่แล้ว')], default='draft', editable=False, max_length=10, verbose_name='สถานะ'),
        ),
        migrations.AlterField(
            model_name='knowledgerecord',
            name='state',
            field=models.CharField(choices=[('draft', 'ร่าง'), ('submitted', 'ส่งแล้ว รออำเภอตรวจ'), ('checked', 'รอจังหวัดรับรอง'), ('approved', 'จังหวัดรับรองแล้ว'), ('published', 'เผยแพร่แล้ว')], default='draft', editable=False, max_length=10, verbose_name='สถานะ'),
        ),
        migrations.CreateModel(
            name='SectionComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', samma.fields.ThaiCharField(max_length=320, verbose_name='หัวข้อเมื่อให้ความเห็น')),
                ('body', samma.fields.ThaiTextField(verbose_name='ความเห็น')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='เมื่อ')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='แก้แล้วเมื่อ')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ผู้ให้ความเห็น')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ผู้แจ้งว่าแก้แล้ว')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='knowledge.knowledgerecord', verbose_name='บันทึก')),
                ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='comments', to='knowledge.section', verbose_name='หัวข้อ')),
            ],
            options={
                'verbose_name': 'ความเห็นต่อหัวข้อ',
                'verbose_name_plural': 'ความเห็นต่อหัวข้อ',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RecordMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.BigIntegerField()),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='knowledge.knowledgerecord')),
            ],
            options={
                'verbose_name': 'รอยของข้อความ',
                'verbose_name_plural': 'รอยของข้อความ',
                'indexes': [models.Index(fields=['mark', 'record'], name='record_by_mark')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='ฉบับที่')),
                ('reason', models.CharField(choices=[('first', 'ฉบับแรกที่เก็บไว้'), ('edit', 'บันทึก'), ('autosave', 'บันทึกให้เอง'), ('sent', 'ส่งตรวจ'), ('restored', 'นำฉบับเก่ากลับมา'), ('held', 'ข้อความที่ยังไม่ได้รวม')], max_length=10, verbose_name='เหตุที่เก็บ')),
                ('at', models.DateTimeField(verbose_name='เมื่อ')),
                ('began_at', models.DateTimeField(verbose_name='เริ่มเมื่อ')),
                ('head', models.JSONField(default=dict, verbose_name='ส่วนหัว')),
                ('sections', models.JSONField(default=list, verbose_name='หัวข้อ')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ผู้บันทึก')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='knowledge.knowledgerecord', verbose_name='บันทึก')),
            ],
            options={
                'verbose_name': 'ฉบับที่เก็บไว้ของบันทึกองค์ความรู้',
                'verbose_name_plural': 'ฉบับที่เก็บไว้ของบันทึกองค์ความรู้',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('record', 'number'), name='revision_number_once', violation_error_message='มีฉบับเลขนี้ของบันทึกนี้แล้ว')],
            },
        ),
        migrations.RunPython(to_the_province, to_the_district, elidable=True),
        migrations.RunPython(mark_what_is_there, migrations.RunPython.noop, elidable=True),
    ]
