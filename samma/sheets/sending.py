"""Sends a file away: the audit is written first, then the rows are streamed under a Thai name that says list and day."""

from collections.abc import Iterable, Mapping

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from samma import thai

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
WORDS = "q"  # what was searched for may be a name or a phone number: the audit keeps that it was searched, no words


def filters_of(params: Mapping[str, str]) -> dict[str, str]:
    """What narrowed an export, as the audit keeps it: codes and choices, no words."""
    # PostgreSQL keeps no NUL, and whoever sends one gets an answer all the same.
    return {
        thai.normalise(name)[:40]: "…" if name == WORDS else thai.normalise(value)[:40]
        for name, value in params.items()
    }


def file_name(title: str, ending: str) -> str:
    """ "ครัวเรือน 21 พ.ย. 2569.xlsx"."""
    return f"{title.replace('/', '-')} {thai.thai_date_short(timezone.localdate())}.{ending}"


def stream_answer(pieces: Iterable[bytes], title: str, ending: str) -> StreamingHttpResponse:
    """A file to keep, sent piece by piece as it is made."""
    return StreamingHttpResponse(pieces, content_type=KINDS[ending], headers=_headers(file_name(title, ending)))


def file_answer(content: bytes, name: str, ending: str) -> HttpResponse:
    """A file to keep that is there as a whole."""
    return HttpResponse(content, content_type=KINDS[ending], headers=_headers(name))


def _headers(name: str) -> dict[str, str]:
    """To be kept by the person, and by no cache."""
    attached = content_disposition_header(as_attachment=True, filename=name)
    return {"Content-Disposition": attached, "Cache-Control": "no-store"}
