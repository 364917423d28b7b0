#!/usr/bin/env bash
# make bench: measures what pages and papers cost and writes docs/benchmarks.md.

source "$(dirname "$0")/common.sh"
prepare
away_from_this_machine
"$PY" tests/bench/run.py
