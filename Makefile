# The commands of samma. Each one sets up what it needs and may be run again at any time.
#
#   make run      everything from a bare machine to a running site with demo data (PORT=8000)
#   make test     every test, on SQLite and on PostgreSQL (ARGS="-k visits" hands words to pytest)
#   make check    formatter, linters, missing migrations, deployment settings, architecture
#   make format   writes the format that `make check` asks for
#   make bench    measures and writes docs/benchmarks.md (ARGS="pages": only that topic)

.DEFAULT_GOAL := run
.PHONY: run test check format bench

run:
	@exec bash .ci/serve.sh

test:
	@exec bash .ci/test.sh $(ARGS)

check:
	@exec bash .ci/check.sh

format:
	@exec bash .ci/format.sh

bench:
	@exec bash .ci/bench.sh $(ARGS)
