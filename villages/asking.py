"""What is odd about a row of a plan or of activities, asked of the file that brings it as a page would ask."""

from samma.resources import Doubt
from villages.rules import odd_days, odd_numbers


def ask_odd(line, answers) -> None:
    """Days outside the year, days beyond the course, more people than the year's number: only where the file says so."""
    row = line.instance
    year = row.target_village.year
    asked = odd_days(row.on, row.until, year.pk) if _says(line, "on", "until") else []
    if _says(line, "kind", "day_no", "people"):
        asked += odd_numbers(row.kind, row.day_no, row.people, year)
    for name, sentence in asked:
        line.ask(Doubt(f"{name}?", name, sentence), answers)


def _says(line, *names: str) -> bool:
    return any(line.has_set(name) for name in names)
