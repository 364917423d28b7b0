#!/usr/bin/env bash
# make check: format, lint, missing migrations, deployment settings, architecture. Names every check that failed.

source "$(dirname "$0")/common.sh"
prepare
away_from_this_machine

failed=()

# Names only: `make format` writes the difference, nobody has to read it.
templates_formatted() {
    "$PY" -m djlint templates --check --allow-empty-input >"$WORK/djlint" || { grep '^templates/' "$WORK/djlint"; return 1; }
}

check() { # check "name" COMMAND…
    local name=$1
    shift
    say "$name"
    "$@" >"$WORK/log" 2>&1 || { failed+=("$name"); cat "$WORK/log"; } # what passes has nothing to tell
}

check "รูปแบบโค้ด (ruff format)" "$PY" -m ruff format --check --output-format concise .
check "คุณภาพโค้ด (ruff check)" "$PY" -m ruff check --output-format concise .
check "รูปแบบแม่แบบหน้าเว็บ (djlint --check)" templates_formatted
check "คุณภาพแม่แบบหน้าเว็บ (djlint --lint)" "$PY" -m djlint templates --lint --allow-empty-input
check "migration ครบ (makemigrations --check)" "$PY" manage.py makemigrations --check --dry-run
check "การตั้งค่า (check)" "$PY" manage.py check --fail-level WARNING
check "การตั้งค่าขึ้นจริง (check --deploy)" \
    env HTTPS=on REQUIRE_MFA=on ALLOWED_HOSTS=samma.example "$PY" manage.py check --deploy --fail-level WARNING
check "โครงบ้าน (architecture)" "$PY" -m pytest tests/test_architecture.py -q -p no:cacheprovider

if [ ${#failed[@]} -gt 0 ]; then
    stop "ไม่ผ่าน ${#failed[@]} ข้อ: $(printf '%s · ' "${failed[@]}" | sed 's/ · $//')" "make format"
fi
printf '\n✓ make check ผ่านทุกข้อ\n'
