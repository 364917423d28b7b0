import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('households', '0011_wishes_to_surveys'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='occupationwish',
            name='wish_rank_once',
        ),
        migrations.RemoveField(
            model_name='occupationwish',
            name='enrolment',
        ),
        migrations.AlterField(
            model_name='occupationwish',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='households.demandsurvey', verbose_name='แบบสำรวจ'),
        ),
        migrations.AddConstraint(
            model_name='occupationwish',
            constraint=models.UniqueConstraint(fields=('survey', 'rank'), name='wish_rank_once', violation_error_message='มีอาชีพอันดับนี้แล้ว'),
        ),
    ]
