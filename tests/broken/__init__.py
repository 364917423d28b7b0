"""A row for each constraint of each app that breaks it; tests/test_doors.py takes them to every door."""

from tests.broken import accounts, groups, households, knowledge, trainers, villages

BROKEN = accounts.BROKEN | villages.BROKEN | trainers.BROKEN | households.BROKEN | groups.BROKEN | knowledge.BROKEN
