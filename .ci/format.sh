#!/usr/bin/env bash
# make format: writes the format that make check asks for.

source "$(dirname "$0")/common.sh"
prepare

"$PY" -m ruff check --fix --quiet . || true # what cannot be mended by itself is told by make check
"$PY" -m ruff format .
"$PY" -m djlint templates --reformat --quiet --allow-empty-input || [ $? = 1 ] # 1: something was rewritten
