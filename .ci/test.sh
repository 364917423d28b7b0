#!/usr/bin/env bash
# make test: sets up what the tests need, then runs the suite on SQLite with the browser and on PostgreSQL without it.
# Words after it go to pytest. The last line is `N passed, N failed`, of both together.

source "$(dirname "$0")/common.sh"

# libatomic1: the driver of Playwright is a Node that needs it, and a bare Debian does not have it.
packages=(poppler-utils postgresql libatomic1)
# The shell without windows spends a third less than chromium itself. Ubuntu's package named chromium only leads to a snap,
# which needs a desktop: there Playwright brings the browser.
if grep -qs '^ID=debian' /etc/os-release; then packages+=(chromium-headless-shell); fi
prepare "${packages[@]}"

SAMMA_CHROMIUM=${SAMMA_CHROMIUM:-$(command -v chromium-headless-shell || command -v chromium || true)}
export SAMMA_CHROMIUM # empty: Playwright's own
if [ -z "$SAMMA_CHROMIUM" ] && [ ! -e "$VENV/chromium.installed" ]; then
    say "ติดตั้งเบราว์เซอร์ของ Playwright"
    "$PY" -m playwright install-deps chromium </dev/null \
        || stop "ติดตั้งโปรแกรมของระบบที่เบราว์เซอร์ต้องใช้ไม่ได้ กรุณาพิมพ์คำสั่งนี้หนึ่งครั้ง แล้วสั่งใหม่" \
            "sudo .venv/bin/python -m playwright install-deps chromium"
    "$PY" -m playwright install chromium || stop "ดาวน์โหลดเบราว์เซอร์ไม่ได้ ตรวจอินเทอร์เน็ต แล้วสั่งใหม่" "make test"
    touch "$VENV/chromium.installed"
fi

away_from_this_machine

chosen=$#
# Two workers: the machine that checks every change has two cores.
pytest=("$PY" -m pytest -n 2 --dist worksteal -p no:cacheprovider "$@")

suite() { # suite NAME COMMAND…
    local name=$1 began=$SECONDS status=0
    shift
    say "ทดสอบบน $name"
    # A suite does not outlive this script, however it ends.
    setpriv --pdeathsig TERM "$@" --junitxml="$WORK/$name.xml" || status=$?
    # Words may choose tests that only one of the databases has.
    if [ $status = 5 ] && [ $chosen -gt 0 ]; then status=0; fi
    results+=("$name:$status:$((SECONDS - began)):$WORK/$name.xml")
}

results=()
suite SQLite "${pytest[@]}" -m "not postgres"
suite PostgreSQL bash .ci/with-postgres.sh "${pytest[@]}" -m "not browser"

"$PY" .ci/count.py "${results[@]}"
