"""Log lines as JSON, without personal data: no request bodies, no query strings, no names, no live invitations."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

# Whoever holds the address of an invitation can come in by it.
INVITATION = re.compile(r"(/accounts/phone/)[^/\s]+")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and for a request its path, status and user id."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": INVITATION.sub(r"\1…", record.getMessage()),
        }
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            line |= {"path": INVITATION.sub(r"\1…", request.path), "status": getattr(record, "status_code", None)}
            line["user"] = getattr(getattr(request, "user", None), "pk", None)
        if record.exc_info and record.exc_info[1]:
            line |= where(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def where(error: BaseException) -> dict:
    """Which error and where, without its words: a database's error quotes the row, a validation's what was typed."""
    kinds, frames = [], []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        kinds.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(seen.__traceback__)] or frames
        seen = seen.__cause__ or seen.__context__
    return {"error": kinds, "trace": frames[-12:]}
