"""Members who left before reasons were asked: what their note said, else that nothing was written down."""

from django.db import migrations, models

UNKNOWN = "ไม่ได้บันทึกไว้"


def say_why(apps, schema_editor):
    for membership in apps.get_model("groups", "Membership").objects.filter(left__isnull=False, left_reason=""):
        membership.left_reason = membership.note or UNKNOWN
        membership.save(update_fields=["left_reason"])


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_members_meetings_ledger_months")]

    operations = [
        migrations.RunPython(say_why, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('left', None), models.Q(('left_reason', ''), _negated=True), _connector='OR'), name='member_leaves_with_reason', violation_error_message='โปรดบอกเหตุที่ออกจากกลุ่ม'),
        ),
    ]
