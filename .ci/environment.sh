# Writes .env with keys of its own for this machine, once. Read with `source` after common.sh.

# from_env_file NAME: the value in .env, or nothing.
from_env_file() { [ -f .env ] && sed -n "s/^$1=//p" .env | tail -n 1 | tr -d '\r"'"'" || true; }

write_environment() {
    [ -e .env ] && { complete_environment; return 0; }
    if [ -s samma.sqlite3 ] && [ -z "${FIELD_KEY:-}" ]; then
        # A new key could not read the phone numbers that the old key wrote, and would mix two keys in one table.
        stop "พบฐานข้อมูลเดิม samma.sqlite3 แต่ไม่พบ .env ที่เก็บกุญแจเข้ารหัสของข้อมูลนั้น
  กรุณานำ .env เดิมกลับมา หรือย้ายฐานข้อมูลเดิมออกไปก่อนเพื่อเริ่มใหม่" "mv samma.sqlite3 samma-old.sqlite3"
    fi
    say "เขียน .env พร้อมกุญแจสุ่มของเครื่องนี้ (สำรองไฟล์นี้ไว้คู่กับฐานข้อมูล)"
    local new
    new=$(mktemp .env.XXXXXX) # mktemp gives mode 600, and mv makes the file appear whole or not at all
    cat >"$new" <<END
# Written by make run for this machine. See .env.example for every setting.
# FIELD_KEY opens the encrypted phone numbers: keep a copy of this file beside every copy of the database.
SECRET_KEY=$(random_key)
FIELD_KEY=$(random_key)
DEBUG=off
HTTPS=off
REQUIRE_MFA=off
END
    mv "$new" .env
}

# A .env written by hand may lack a key. Without FIELD_KEY nothing encrypted can have been stored, so a new one is safe.
complete_environment() {
    local name
    for name in SECRET_KEY FIELD_KEY; do
        [ -n "${!name:-}" ] || [ -n "$(from_env_file $name)" ] || {
            say "เพิ่ม $name แบบสุ่มใน .env"
            printf '\n%s=%s\n' "$name" "$(random_key)" >>.env
        }
    done
}
