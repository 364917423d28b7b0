"""Gives every household that wishes an occupation a demand survey of its village and year, and the wishes to it."""

from django.db import migrations


def to_surveys(apps, schema_editor):
    enrolments = apps.get_model("households", "Enrolment").objects.filter(wishes__isnull=False).distinct()
    surveys, wishes = apps.get_model("households", "DemandSurvey"), apps.get_model("households", "OccupationWish")
    for enrolment in enrolments.order_by("pk").iterator():
        survey, _ = surveys.objects.get_or_create(
            household_id=enrolment.household_id,
            target_village_id=enrolment.target_village_id,
            defaults={"village_code": enrolment.village_code, "volunteer": enrolment.volunteer},
        )
        wishes.objects.filter(enrolment=enrolment).update(survey=survey, village_code=survey.village_code)


def to_enrolments(apps, schema_editor):
    """A wish of a household that did not join has no place there and is left out."""
    enrolments, wishes = apps.get_model("households", "Enrolment"), apps.get_model("households", "OccupationWish")
    for survey in apps.get_model("households", "DemandSurvey").objects.order_by("pk").iterator():
        enrolment = enrolments.objects.filter(
            household_id=survey.household_id, target_village_id=survey.target_village_id
        ).first()
        rows = wishes.objects.filter(survey=survey)
        if enrolment is None:
            rows.delete()
        else:
            rows.update(enrolment=enrolment, survey=None)


class Migration(migrations.Migration):
    dependencies = [("households", "0010_demand_survey")]
    operations = [migrations.RunPython(to_surveys, to_enrolments)]
