"""Brings the database and the static files up to date before the site is served.

One process for all steps, since each start of Django costs a second. Ends with 0 when the demo accounts exist, with 3
when the site is ready without them.
"""

import hashlib
import os
import sqlite3
import sys
import traceback
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKUPS = ROOT / "var" / "backups"
KEPT_BACKUPS = 5
STATIC_STAMP = ROOT / "var" / "staticfiles.sha256"
READY_WITHOUT_DEMO = 3

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samma.settings")

import django  # noqa: E402 (the path comes first)
from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402


def say(sentence: str) -> None:
    print(f"▸ {sentence}", flush=True)


def set_aside(database: Path) -> Path:
    """A whole copy of a SQLite file, even while it is open elsewhere; the oldest copies over five are dropped."""
    BACKUPS.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = BACKUPS / f"samma-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3"
    unfinished = copy.with_suffix(".part")
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.rename(copy)
    for old in sorted(BACKUPS.glob("samma-*.sqlite3"))[:-KEPT_BACKUPS]:
        old.unlink()
    return copy


def migrate() -> None:
    """Applies pending migrations; an existing SQLite file is copied aside first."""
    file = Path(settings.DATABASES["default"]["NAME"]) if connection.vendor == "sqlite" else None
    has_data = file is not None and file.exists() and file.stat().st_size > 0
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if has_data:
            say(f"สำรองฐานข้อมูลเดิมไว้ที่ {set_aside(file).relative_to(ROOT)}")
        say("ปรับโครงสร้างฐานข้อมูล")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def static_fingerprint() -> str:
    """Changes when any static file of samma or of a package is added, changed or removed."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            lines.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def collect_static() -> None:
    """Gathers static files, unless the same ones were gathered before."""
    fingerprint = static_fingerprint()
    done = STATIC_STAMP.read_text() if STATIC_STAMP.exists() and Path(settings.STATIC_ROOT).exists() else ""
    if done == fingerprint:
        return
    say("รวบรวมไฟล์หน้าเว็บ")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    STATIC_STAMP.parent.mkdir(parents=True, exist_ok=True)
    STATIC_STAMP.write_text(fingerprint)


def main() -> int:
    django.setup()
    try:
        migrate()
    except OperationalError as error:
        print(f"\n✗ เปิดฐานข้อมูลไม่ได้ ตรวจ DATABASE_URL ในไฟล์ .env\n    {error}", file=sys.stderr)
        return 1
    say("ตรวจข้อมูลจังหวัด อำเภอ ตำบล")
    call_command("load_areas", verbosity=0)
    if not settings.REQUIRE_MFA:
        say("ตรวจข้อมูลตัวอย่าง")
        call_command("load_demo", verbosity=0)
    collect_static()
    return READY_WITHOUT_DEMO if settings.REQUIRE_MFA else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception:
        traceback.print_exc()
        print("\n✗ เตรียมข้อมูลไม่สำเร็จ (ดูข้อความด้านบน) ข้อมูลเดิมที่สำรองไว้อยู่ใน var/backups/", file=sys.stderr)
        sys.exit(1)
