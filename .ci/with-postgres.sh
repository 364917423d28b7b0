#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs the command beside a private PostgreSQL that lives and dies with it.
#
# The cluster is made anew in a temporary folder, listens on a random loopback port with a random password, and does not
# wait for the disk. PostgreSQL refuses to run as root, so root hands it to an ordinary user.

source "$(dirname "$0")/common.sh"

PG_BIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$PG_BIN" ] || PG_BIN=$(pg_config --bindir 2>/dev/null || true)
[ -x "$PG_BIN/initdb" ] || stop "ไม่พบ PostgreSQL ในเครื่อง" "sudo apt-get install -y postgresql"

as_ordinary_user=()
owner=$(id -un)
if [ "$(id -u)" = 0 ]; then
    owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    as_ordinary_user=(runuser -u "$owner" --)
fi

CLUSTER=$(mktemp -d /tmp/samma-pg.XXXXXX)
postgres() { (cd "$CLUSTER" && "${as_ordinary_user[@]}" "$PG_BIN/$1" "${@:2}"); }
remove() {
    trap '' INT TERM HUP
    [ ! -e "$CLUSTER/data/postmaster.pid" ] || postgres pg_ctl -D "$CLUSTER/data" -m immediate -s stop || true
    rm -rf "$CLUSTER"
}
trap remove EXIT
child=
trap '[ -z "$child" ] || kill -TERM $child; exit 130' INT
trap '[ -z "$child" ] || kill -TERM $child; exit 143' TERM HUP

password=$(head -c 18 /dev/urandom | base64 | tr '+/' 'ab')
printf '%s\n' "$password" >"$CLUSTER/password"
[ ${#as_ordinary_user[@]} = 0 ] || chown -R "$owner" "$CLUSTER"
postgres initdb -D "$CLUSTER/data" -U samma --auth=scram-sha-256 --pwfile="$CLUSTER/password" \
    --locale=C.UTF-8 --encoding=UTF8 --no-sync >"$CLUSTER/initdb.log" 2>&1 \
    || { cat "$CLUSTER/initdb.log" >&2; stop "สร้างฐานข้อมูล PostgreSQL สำหรับทดสอบไม่สำเร็จ (ดูข้อความด้านบน)" "df -h /tmp"; }

# Another program may take the port between asking and starting, so it is asked for again.
for attempt in 1 2 3; do
    port=$("$PY" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    settings="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$CLUSTER -c max_connections=250"
    settings+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB"
    if postgres pg_ctl -D "$CLUSTER/data" -l "$CLUSTER/server.log" -w -s -o "$settings" start; then break; fi
    [ $attempt != 3 ] || { tail "$CLUSTER/server.log" >&2; stop "เปิด PostgreSQL สำหรับทดสอบไม่สำเร็จ (ดูข้อความด้านบน)"; }
done

export DATABASE_URL="postgres://samma:$password@127.0.0.1:$port/postgres"
# In the background, because bash attends to a signal only after the program in the foreground has ended.
"$@" &
child=$!
status=0
wait $child || status=$?
exit $status
