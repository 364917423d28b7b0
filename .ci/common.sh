# What every command needs before it can begin: a way to speak, Python, the packages and the system libraries.
# Read by the other scripts with `source`; needs nothing but bash, coreutils and (on Debian and Ubuntu) apt.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
VENV=$ROOT/.venv
PY=$VENV/bin/python
OLDEST_PYTHON="3.11"
export PYTHONUTF8=1 # Thai is printed on a machine that has no locale at all
export PYTHONUNBUFFERED=1
export PIP_DISABLE_PIP_VERSION_CHECK=1

# WeasyPrint draws with Pango and HarfBuzz; libthai-data is the dictionary that breaks Thai lines between words.
PRINTING_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libthai-data"

say() { printf '▸ %s\n' "$*"; }

# stop "what is wrong, in Thai" ["a command that mends it" …]
stop() {
    printf '\n✗ %s\n' "$1" >&2
    shift
    local command
    for command in "$@"; do printf '    %s\n' "$command" >&2; done
    exit 1
}

random_key() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'; }

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The first Python that is new enough; PYTHON=… names another one.
find_python() {
    local name
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_system PACKAGE…: by apt where we may; otherwise the one command to type, and the end.
install_system() {
    [ $# -gt 0 ] || return 0
    local by_hand="sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        stop "เครื่องนี้ไม่มี apt กรุณาติดตั้งสิ่งที่เทียบเท่ากับแพ็กเกจ Debian ต่อไปนี้ แล้วสั่งใหม่" "$*"
    fi
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
            stop "ยังขาดโปรแกรมของระบบ: $*
  บัญชีนี้ติดตั้งเองไม่ได้ กรุณาพิมพ์คำสั่งนี้หนึ่งครั้ง (หรือให้ผู้ดูแลเครื่องพิมพ์ให้) แล้วสั่งใหม่" "$by_hand"
        fi
        as_root=(sudo -n)
    fi
    say "ติดตั้งโปรแกรมของระบบ: $*"
    local log
    log=$(mktemp)
    # A stale list of some other source must not stop us, so only the installing itself is judged.
    "${as_root[@]}" apt-get update -qq >"$log" 2>&1 </dev/null || true
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
        tail -n 6 "$log" >&2
        rm -f "$log"
        stop "ติดตั้งโปรแกรมของระบบไม่สำเร็จ (ดูข้อความด้านบน) ถ้าเครื่องไม่ได้ต่ออินเทอร์เน็ตให้ต่อก่อน แล้วลองด้วยตนเอง" "$by_hand"
    fi
    rm -f "$log"
}

# need_system PACKAGE…: installs those of them that are missing. One apt run for all, so one command at most is asked for.
need_system() {
    local package missing=()
    if ! command -v dpkg-query >/dev/null; then
        missing=("$@")
        [ -e /usr/share/libthai/thbrk.tri ] && return 0 # another distribution that has been set up by hand
    else
        for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    fi
    install_system ${missing[@]+"${missing[@]}"}
}

# prepare [PACKAGE…]: system libraries (and the packages named), the virtual environment, the Python packages.
prepare() {
    local packages=($PRINTING_PACKAGES "$@") python found
    python=$(find_python)
    if [ -z "$python" ]; then
        found=$(version_of "${PYTHON:-python3}")
        if [ -n "$found" ]; then
            stop "Python ในเครื่องเป็นรุ่น $found เก่าเกินไป ต้องใช้รุ่น $OLDEST_PYTHON ขึ้นไป
  (Debian 12 และ Ubuntu 24.04 มีให้แล้ว) ถ้าติดตั้งรุ่นใหม่ไว้ที่อื่น ให้บอกที่อยู่ เช่น" "PYTHON=/usr/local/bin/python3.12 make run"
        fi
        packages+=(python3 python3-venv)
    elif ! "$python" -c 'import ensurepip' 2>/dev/null; then
        # Debian keeps the part of Python that makes virtual environments in a package of its own.
        if [ "$(readlink -f "$python")" = "$(readlink -f /usr/bin/python3)" ]; then
            packages+=(python3-venv)
        else
            packages+=("python$(version_of "$python")-venv")
        fi
    fi
    need_system "${packages[@]}"
    if [ ! -e /usr/share/libthai/thbrk.tri ] && command -v dpkg-query >/dev/null; then
        stop "ไม่พบพจนานุกรมตัดคำไทย (libthai) ทั้งที่ติดตั้งแล้ว บรรทัดในเอกสาร PDF จะตัดผิดคำ กรุณาติดตั้งใหม่" \
            "sudo apt-get install --reinstall libthai-data"
    fi
    python=${python:-$(find_python)}
    [ -n "$python" ] || stop "ไม่พบ Python รุ่น $OLDEST_PYTHON ขึ้นไปในเครื่อง" "sudo apt-get install -y python3 python3-venv"
    make_environment "$python"
    install_requirements
}

make_environment() {
    if [ -e "$VENV" ] && ! { [ -x "$PY" ] && new_enough "$PY" && "$PY" -m pip --version >/dev/null 2>&1; }; then
        say "สภาพแวดล้อม Python เดิม (.venv) ใช้ไม่ได้แล้ว สร้างใหม่"
        rm -rf "$VENV"
    fi
    [ -e "$VENV" ] && return 0
    say "สร้างสภาพแวดล้อม Python $(version_of "$1") ที่ .venv"
    "$1" -m venv "$VENV" || stop "สร้าง .venv ไม่สำเร็จ (ดูข้อความด้านบน) ตรวจว่าเขียนโฟลเดอร์นี้ได้และดิสก์ไม่เต็ม" "df -h ."
}

install_requirements() {
    local stamp=$VENV/requirements.sha256 wanted log
    wanted=$(sha256sum <requirements.txt)
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
    say "ติดตั้งแพ็กเกจ Python ตาม requirements.txt (ครั้งแรกใช้เวลาหลายนาที)"
    log=$(mktemp)
    if ! "$PY" -m pip install --quiet --requirement requirements.txt >"$log" 2>&1 </dev/null; then
        if grep -qE 'NewConnection|ConnectTimeout|ReadTimeout|Max retries|ProxyError|name resolution|ConnectionError|SSLError|Could not fetch URL|Retrying' "$log"; then
            grep '^ERROR' "$log" >&2
            rm -f "$log"
            stop "ติดต่อแหล่งแพ็กเกจ Python ไม่ได้ กรุณาตรวจอินเทอร์เน็ต (หรือพร็อกซีของสำนักงาน) แล้วสั่งใหม่" \
                "curl -I https://pypi.org/simple/"
        fi
        tail -n 8 "$log" >&2
        rm -f "$log"
        stop "ติดตั้งแพ็กเกจ Python ไม่สำเร็จ (ดูข้อความด้านบน) ลองดูรายละเอียดด้วย" \
            ".venv/bin/python -m pip install -r requirements.txt"
    fi
    rm -f "$log"
    printf '%s\n' "$wanted" >"$stamp"
}

# away_from_this_machine: settings of its own in $WORK, so that tests and measurements never meet this machine's .env,
# data or photos.
away_from_this_machine() {
    WORK=$(mktemp -d)
    trap 'rm -rf "$WORK"' EXIT
    SECRET_KEY=$(random_key)$(random_key)
    FIELD_KEY=$(random_key)
    export SECRET_KEY FIELD_KEY MEDIA_ROOT=$WORK/media
    export DATABASE_URL=sqlite:///$WORK/samma.sqlite3 SAMMA_TEST_DB=${SAMMA_TEST_DB:-$WORK/test.sqlite3}
    export ALLOWED_HOSTS=127.0.0.1,localhost DEBUG=off HTTPS=off BEHIND_PROXY=off REQUIRE_MFA=off SITE_URL=
}
