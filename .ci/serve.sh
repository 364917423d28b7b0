#!/usr/bin/env bash
# make run: from a bare machine to a running site on this computer, with demo data and one job worker.

source "$(dirname "$0")/common.sh"
source .ci/environment.sh

PORT=${PORT:-$(from_env_file PORT)}
PORT=${PORT:-8000}
ADDRESS=127.0.0.1:$PORT
[[ $PORT =~ ^[0-9]{1,5}$ ]] || stop "PORT ต้องเป็นตัวเลข เช่น" "PORT=8001 make run"

if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
    stop "พอร์ต $PORT มีโปรแกรมอื่นใช้อยู่ (อาจเปิด samma ไว้แล้วในหน้าต่างอื่น) ปิดโปรแกรมนั้นก่อน หรือใช้พอร์ตอื่น" \
        "PORT=$((PORT + 1)) make run"
fi

prepare
umask 077 # the database, the photos and the keys are read by this user alone
write_environment
DEMO=yes
"$PY" .ci/prepare.py || case $? in
    3) DEMO=no ;; # the second factor is asked for here, and the demo accounts have none
    *) exit 1 ;;
esac

welcome() {
    printf '\n✓ samma พร้อมใช้ที่  http://%s/   (กด Ctrl-C เพื่อปิด)\n' "$ADDRESS"
    [ $DEMO = yes ] || return 0
    cat <<END

  บัญชีตัวอย่าง       หน้าที่
  officer            พัฒนากรอำเภอ
  trainer            วิทยากรสัมมาชีพ
  province           เจ้าหน้าที่จังหวัด
  department         เจ้าหน้าที่กรม
  รหัสผ่านของทุกบัญชี:  samma-demo
END
}

WEB= JOBS= KEEPER=
# Each child leads a session of its own, so that Ctrl-C reaches it once, from here: a job worker takes a second signal
# as an order to drop its job. If this script itself is killed, the kernel tells the children to end.
start() { setsid setpriv --pdeathsig TERM "$@" </dev/null & }

stop_both() {
    trap '' INT TERM HUP
    kill -TERM $WEB $JOBS $KEEPER 2>/dev/null || true
    wait $WEB $JOBS $KEEPER 2>/dev/null || true
}
leave() {
    printf '\n'
    say "กำลังปิด samma"
    stop_both
    exit 0
}
trap leave INT TERM HUP

start "$PY" -m gunicorn samma.wsgi --bind "$ADDRESS" --worker-class gthread --workers 2 --threads 8 \
    --graceful-timeout 10 --no-control-socket --log-level warning
WEB=$!
start "$PY" manage.py db_worker --queue-name '*' --verbosity 0
JOBS=$!
start "$PY" manage.py keep_rollups
KEEPER=$!

if "$PY" .ci/ready.py "http://$ADDRESS/healthz" $WEB; then
    welcome
else
    stop_both
    stop "เว็บไซต์เปิดไม่สำเร็จ (ดูข้อความด้านบน) ตรวจการตั้งค่าด้วย" ".venv/bin/python manage.py check"
fi

wait -n $WEB $JOBS $KEEPER || true
what="เว็บไซต์ (gunicorn)"
if kill -0 $WEB 2>/dev/null; then what="ตัวทำงานเบื้องหลัง (db_worker)"; fi
if kill -0 $WEB 2>/dev/null && kill -0 $JOBS 2>/dev/null; then what="ตัวนับตัวเลขสรุป (keep_rollups)"; fi
stop_both
stop "$what หยุดทำงานเอง จึงปิดทั้งหมด ดูข้อความด้านบน แล้วสั่งใหม่" "make run"
