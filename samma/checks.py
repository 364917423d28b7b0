"""What would fail later and silently is said at start: `manage.py check`, `--database default`, `--deploy`."""

import os

from django.conf import settings
from django.core import checks
from django.db import connections


def check_letters(app_configs, databases=None, **kwargs) -> list[checks.CheckMessage]:
    """PostgreSQL with LC_CTYPE=C takes no Thai character for a letter: trigram search then finds nothing."""
    found = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
            ctype = cursor.fetchone()[0]
        if ctype in ("C", "POSIX"):
            found.append(
                checks.Error(
                    f"ฐานข้อมูล {alias} ใช้ LC_CTYPE={ctype}: ค้นหาคำภาษาไทยจะไม่พบ",
                    hint="สร้างฐานข้อมูลใหม่ด้วย CREATE DATABASE … LC_CTYPE 'C.UTF-8' TEMPLATE template0",
                    id="samma.E001",
                )
            )
    return found


def check_cache_table(app_configs, databases=None, **kwargs) -> list[checks.CheckMessage]:
    """Rate limits are counted in the cache's table; without it nobody signs in."""
    table = settings.CACHES["default"].get("LOCATION", "")
    return [
        checks.Warning(f"ไม่มีตาราง {table}: เข้าสู่ระบบไม่ได้", hint="สั่ง manage.py createcachetable", id="samma.W002")
        for alias in databases or []
        if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
        and table not in connections[alias].introspection.table_names()
    ]


def check_field_key(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Without a key phone numbers and second factors cannot be stored."""
    if settings.FIELD_KEYS:
        return []
    return [
        checks.Error(
            "ยังไม่ได้ตั้ง FIELD_KEY: เก็บหมายเลขโทรศัพท์และการยืนยันตัวตนสองขั้นไม่ได้",
            hint="วิธีสร้างกุญแจอยู่ใน .env.example",
            id="samma.E002",
        )
    ]


def check_secret_key(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Without a key each process makes its own, and what one has signed the next one refuses: nobody stays signed in."""
    if os.environ.get("SECRET_KEY"):
        return []
    return [
        checks.Error(
            "ยังไม่ได้ตั้ง SECRET_KEY: ผู้ใช้จะหลุดจากระบบอยู่เรื่อย ๆ เมื่อเว็บไซต์มีหลายกระบวนการ",
            hint="ใช้อักขระสุ่ม 50 ตัว ดู .env.example",
            id="samma.E003",
        )
    ]
