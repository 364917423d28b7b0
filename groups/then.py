"""Groups as they stood at the end of a day: a report counts these conditions, and the list behind its figure asks the same."""

import datetime

from django.db.models import OuterRef, Q, QuerySet

from groups.models import OtopRegistration


def founded_by(day: datetime.date) -> Q:
    """A group whose day of founding nobody knows counts as founded."""
    return Q(founded=None) | Q(founded__lte=day)


def producing_by(day: datetime.date) -> QuerySet:
    """The OTOP registrations of a group of an outer query until that day, for Exists."""
    return OtopRegistration.objects.filter(product__group=OuterRef("pk"), registered_on__lte=day)
