"""Adds up the suites of `make test` and prints the outcome: `count.py NAME:STATUS:SECONDS:JUNIT…`, last line last."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of one report; a suite that left no report has failed once."""
    if not report.exists():
        return 0, 1, 0
    suites = ET.parse(report).getroot().findall("testsuite")  # noqa: S314 (pytest wrote it a moment ago)
    tests, failures, errors, skipped = (
        sum(int(suite.get(name)) for suite in suites) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return max(tests - failed - skipped, 0), failed, skipped


def main(results: list[str]) -> int:
    all_passed = all_failed = 0
    print()
    for result in results:
        name, status, seconds, report = result.split(":", 3)
        passed, failed, skipped = counts(Path(report))
        if status != "0":
            failed = max(failed, 1)  # pytest itself broke, or found no test at all
        mark = "✗" if failed else "✓"
        print(f"{mark} {name}: ผ่าน {passed} ไม่ผ่าน {failed} ข้าม {skipped} ใช้เวลา {seconds} วินาที")
        all_passed += passed
        all_failed += failed
    print(f"{all_passed} passed, {all_failed} failed")
    return min(all_failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
