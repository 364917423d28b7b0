"""Entries as an iCalendar file (RFC 5545): escaped, folded at 75 octets between letters, hours in UTC."""

import datetime
from collections.abc import Iterable

from samma import thai
from samma.progress.calendar.entries import Entry
from villages.models import PlanState

LONGEST = 75  # octets of a line
UTC = datetime.UTC


def ics_of(entries: Iterable[Entry], *, now: datetime.datetime, base_url: str) -> bytes:
    """The whole file. Nobody's name is in it: a calendar is sent on."""
    host = base_url.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//samma//calendar//TH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += _event(entry, now, base_url, host)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(entry: Entry, now: datetime.datetime, base_url: str, host: str) -> list[str]:
    occasion = entry.occasion
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.key}@{host}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *_when(entry),
        f"SUMMARY:{escape(f'{entry.kind} {entry.village}')}",
    ]
    if entry.where:
        lines.append(f"LOCATION:{escape(entry.where)}")
    if occasion.topic:
        lines.append(f"DESCRIPTION:{escape(occasion.topic)}")
    if entry.state == PlanState.CALLED_OFF:
        lines.append("STATUS:CANCELLED")
    return [*lines, f"URL:{base_url.rstrip('/')}{entry.url}", "END:VEVENT"]


def _when(entry: Entry) -> list[str]:
    occasion = entry.occasion
    if occasion.time_from is None or occasion.last_day != occasion.on:
        past = occasion.last_day + datetime.timedelta(1)  # the end of a span of days is the first day after it
        return [f"DTSTART;VALUE=DATE:{occasion.on:%Y%m%d}", f"DTEND;VALUE=DATE:{past:%Y%m%d}"]
    lines = [f"DTSTART:{_moment(occasion.on, occasion.time_from)}"]
    if occasion.time_to is not None:
        lines.append(f"DTEND:{_moment(occasion.on, occasion.time_to)}")
    return lines


def _moment(day: datetime.date, clock: datetime.time) -> str:
    return f"{datetime.datetime.combine(day, clock, thai.BANGKOK).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """Text as a value: backslash first, then what parts values, then line ends; other control letters go."""
    for letter, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(letter, written)
    return "".join(letter for letter in text if letter == "\t" or (ord(letter) >= 32 and ord(letter) != 127))


def fold(line: str) -> str:
    """Lines longer than 75 octets go on after a space; a Thai letter takes three and is never cut."""
    parts, length = [""], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST:
            parts.append(" ")
            length = 1
        parts[-1] += letter
        length += size
    return "\r\n".join(parts)
