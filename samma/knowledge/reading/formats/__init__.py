"""Bytes of an old file into text, kind by kind. Each module has `text_of(data) -> str`, refuses with RefusedError, and
knows nothing of Django, because files of strangers are read in a process of their own (`samma.knowledge.reading.apart`).
"""


class RefusedError(Exception):
    """Why a file cannot be read, in Thai, with what to do."""
