#!/usr/bin/env bash
# make bench: measures what the product costs beside a private PostgreSQL and writes docs/benchmarks.md.

source "$(dirname "$0")/common.sh"
prepare poppler-utils postgresql libatomic1 $(grep -qs "^ID=debian" /etc/os-release && echo chromium)
away_from_this_machine
exec bash "$(dirname "$0")/with-postgres.sh" "$PY" tests/bench/run.py "$@"
