from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='unit',
            field=models.CharField(default='ฉบับ', max_length=20, verbose_name='หน่วย'),
        ),
        migrations.AddField(
            model_name='job',
            name='file_name',
            field=models.CharField(blank=True, max_length=100, verbose_name='ชื่อไฟล์'),
        ),
        migrations.AddField(
            model_name='job',
            name='next_url',
            field=models.CharField(blank=True, max_length=200, verbose_name='ไปต่อที่'),
        ),
    ]
