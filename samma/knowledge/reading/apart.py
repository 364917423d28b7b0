"""Reads a stranger's file in a process of its own, which may use so much memory and time and no more.

A reader of PDF or zip is a large program fed with whatever somebody sends: when it breaks, only this process does.
"""

import json
import os
import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from samma.knowledge.reading.formats import RefusedError

KINDS = {".html": "web", ".htm": "web", ".docx": "word", ".pdf": "paper"}
MEMORY = 600 * 1024 * 1024  # of addresses; the libraries themselves take half of it without touching it
SECONDS = 20
LETTERS = 2_000_000  # of the text: more is no record
ROOT = Path(__file__).resolve().parents[3]
TOO_MUCH = "ไฟล์นี้ใหญ่หรือซับซ้อนเกินกว่าจะอ่านได้: แยกเป็นไฟล์ย่อย หรือคัดลอกข้อความมาวางแทน"


def text_apart(data: bytes, ending: str) -> str:
    """The text of the file. Raises RefusedError in Thai."""
    asked = [sys.executable, "-m", "samma.knowledge.reading.apart", KINDS[ending]]
    try:
        done = subprocess.run(  # noqa: S603 – our own module, and the ending is a key of KINDS
            asked, input=data, capture_output=True, timeout=2 * SECONDS, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise RefusedError(TOO_MUCH) from late
    if done.returncode != 0:
        raise RefusedError(TOO_MUCH)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise RefusedError(answer["refused"])
    return answer["text"]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    reader = import_module(f"samma.knowledge.reading.formats.{sys.argv[1]}")
    try:
        text = reader.text_of(sys.stdin.buffer.read())
        answer = {"text": text} if len(text) <= LETTERS else {"refused": TOO_MUCH}
    except RefusedError as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        os._exit(1)
    # Lone surrogates of a broken file would not be UTF-8.
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
