"""Conditions that rows with a beginning and an end share."""

from django.db.models import F, Q

SERVING = Q(ended=None)
STARTS_BEFORE_IT_ENDS = Q(ended=None) | Q(ended__gte=F("started"))
