"""`make run` and `make test` say plainly, in Thai, what is wrong, and never harm what is there."""

import importlib.util
import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load(name):
    """A script of .ci as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder, name, body):
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def copy(tmp_path):
    """A copy of the commands in a folder of their own, so that nothing of this checkout is touched."""
    home = tmp_path / "samma"
    home.mkdir()
    shutil.copytree(ROOT / ".ci", home / ".ci")
    shutil.copy(ROOT / "Makefile", home)
    (home / "requirements.txt").write_text("samma-needs-no-such-package==1\n")
    return home


def run(home, script, **environment):
    return subprocess.run(
        ["bash", "-c", script],
        cwd=home,
        env={"PATH": os.environ["PATH"], "HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_taken_port_is_named_with_the_way_out(copy):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        done = run(copy, "make run", PORT=str(port))

    assert done.returncode != 0
    assert f"พอร์ต {port} มีโปรแกรมอื่นใช้อยู่" in done.stderr
    assert f"PORT={port + 1} make run" in done.stderr
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize("port", ["http", "80a", "$(id)"])
def test_a_port_that_is_no_number_is_refused(copy, port):
    done = run(copy, "bash .ci/serve.sh", PORT=port)

    assert done.returncode == 1
    assert "PORT ต้องเป็นตัวเลข" in done.stderr


def test_too_old_a_python_is_named(copy, tmp_path):
    old = program(tmp_path / "old", "python3", 'case "$*" in *print*) echo 3.9;; *) exit 1;; esac')

    done = run(copy, "bash .ci/check.sh", PYTHON=str(old))

    assert done.returncode == 1
    assert "รุ่น 3.9 เก่าเกินไป ต้องใช้รุ่น 3.11 ขึ้นไป" in done.stderr


def test_without_rights_one_apt_command_is_asked_for(copy, tmp_path):
    fakes = tmp_path / "fakes"
    program(fakes, "dpkg-query", "exit 1")
    program(fakes, "apt-get", "exit 1")
    program(fakes, "id", "echo 1000")
    program(fakes, "sudo", "exit 1")

    done = run(copy, "bash .ci/check.sh", PATH=f"{fakes}:{os.environ['PATH']}", PYTHON=sys.executable)

    assert done.returncode == 1
    assert done.stderr.count("apt-get install") == 1
    assert "libthai-data" in done.stderr
    assert "บัญชีนี้ติดตั้งเองไม่ได้" in done.stderr


def test_no_internet_is_named(copy):
    program(copy / "environment", "python", f'exec "{sys.executable}" "$@"')
    (copy / ".venv").mkdir()
    (copy / "environment").rename(copy / ".venv" / "bin")

    done = run(
        copy,
        "source .ci/common.sh; install_requirements",
        PIP_CONFIG_FILE="/dev/null",
        PIP_INDEX_URL="http://127.0.0.1:1",
        PIP_RETRIES="1",
    )

    assert done.returncode == 1
    assert "ติดต่อแหล่งแพ็กเกจ Python ไม่ได้ กรุณาตรวจอินเทอร์เน็ต" in done.stderr


WRITE_ENVIRONMENT = "source .ci/common.sh; source .ci/environment.sh; write_environment"


def test_keys_are_written_once_for_this_user_alone(copy):
    run(copy, WRITE_ENVIRONMENT)
    first = (copy / ".env").read_text()
    run(copy, WRITE_ENVIRONMENT)

    assert stat.S_IMODE((copy / ".env").stat().st_mode) == 0o600
    assert (copy / ".env").read_text() == first


def test_two_machines_get_different_keys_that_fernet_takes(copy):
    from cryptography.fernet import Fernet

    keys = set()
    for _ in range(2):
        run(copy, WRITE_ENVIRONMENT)
        values = dict(line.split("=", 1) for line in (copy / ".env").read_text().splitlines() if line[:1] != "#")
        Fernet(values["FIELD_KEY"])
        keys |= {values["FIELD_KEY"], values["SECRET_KEY"]}
        (copy / ".env").unlink()

    assert len(keys) == 4


def test_a_missing_key_is_added_and_the_rest_kept(copy):
    (copy / ".env").write_text("SECRET_KEY=mine\nDATABASE_URL=postgres://x")

    run(copy, WRITE_ENVIRONMENT)

    lines = (copy / ".env").read_text().split()
    assert lines[:2] == ["SECRET_KEY=mine", "DATABASE_URL=postgres://x"]
    assert [line.split("=")[0] for line in lines[2:]] == ["FIELD_KEY"]


def test_a_database_without_its_key_is_not_opened_with_a_new_one(copy):
    (copy / "samma.sqlite3").write_bytes(b"data")

    done = run(copy, WRITE_ENVIRONMENT)

    assert done.returncode == 1
    assert "ไม่พบ .env" in done.stderr
    assert not (copy / ".env").exists()


def test_an_open_database_is_copied_whole_and_five_copies_are_kept(tmp_path, monkeypatch):
    prepare = load("prepare")
    monkeypatch.setattr(prepare, "BACKUPS", tmp_path / "backups")
    (tmp_path / "backups").mkdir()
    for hour in range(6):
        (tmp_path / "backups" / f"samma-20260101-0{hour}0000.sqlite3").touch()

    with closing(sqlite3.connect(tmp_path / "live.sqlite3")) as live:
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("CREATE TABLE visit (note)")
        live.execute("INSERT INTO visit VALUES ('เยี่ยมครั้งที่ 1')")
        live.commit()
        assert (tmp_path / "live.sqlite3-wal").stat().st_size > 0
        copy = prepare.set_aside(tmp_path / "live.sqlite3")

    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT note FROM visit").fetchall() == [("เยี่ยมครั้งที่ 1",)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert len(list((tmp_path / "backups").glob("samma-*.sqlite3"))) == 5


REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


@pytest.mark.parametrize(
    ("status", "report", "last_line", "code"),
    [
        (0, (10, 0, 0, 2), "18 passed, 0 failed", 0),
        (1, (10, 1, 1, 0), "18 passed, 2 failed", 1),
        (3, None, "10 passed, 1 failed", 1),
        (5, (0, 0, 0, 0), "10 passed, 1 failed", 1),
    ],
    ids=["all pass", "failures and errors", "suite broke", "no test found"],
)
def test_the_last_line_counts_both_suites(tmp_path, capsys, status, report, last_line, code):
    (tmp_path / "a.xml").write_text(REPORT.format(10, 0, 0, 0))
    if report:
        (tmp_path / "b.xml").write_text(REPORT.format(*report))

    ended = load("count").main([f"SQLite:0:9:{tmp_path}/a.xml", f"PostgreSQL:{status}:9:{tmp_path}/b.xml"])

    assert ended == code
    assert capsys.readouterr().out.splitlines()[-1] == last_line
