"""`make bench`: runs the topics beside this file, each in a process of its own, and writes docs/benchmarks.md.

With words (`make bench ARGS="pages imports"`) only those topics run anew; the other sections stay as they were.
"""

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "benchmarks.md"
TOPICS = [
    "pages",
    "imports",
    "exports",
    "printing",
    "field",
    "kills",
    "sync",
    "search",
    "public",
    "groups",
    "rollups",
]  # in the order of the report
HEAD = """# What things cost

Written by `make bench`. Ratios within one run tell the same on another machine; the absolute figures do not.
"""


def measured(topic: str) -> str:
    """The section of a topic, with where it was measured."""
    print(f"{topic} …", file=sys.stderr)
    asked = [sys.executable, "-m", f"tests.bench.{topic}"]
    section = subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    place = f"Measured with Python {platform.python_version()} on {os.cpu_count()} cores."
    return f"{section.strip()}\n\n{place}"


def kept() -> dict[str, str]:
    """The sections of the last report."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    return dict(re.findall(r"<!-- (\w+) -->\n(.*?)(?=\n+<!-- |\Z)", text, re.DOTALL))


def main() -> None:
    asked = sys.argv[1:] or TOPICS
    if unknown := set(asked) - set(TOPICS):
        raise SystemExit(f"unknown topics: {', '.join(sorted(unknown))}; known: {', '.join(TOPICS)}")
    sections = kept()
    for topic in asked:
        sections[topic] = measured(topic)
        parts = [HEAD, *(f"<!-- {t} -->\n{sections[t].strip()}\n" for t in TOPICS if t in sections)]
        REPORT.write_text("\n".join(parts), encoding="utf-8")
        print(sections[topic])


if __name__ == "__main__":
    main()
