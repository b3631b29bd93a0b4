# Needs Python 3.11 or later and nothing else; `make test PYTHON=python3.13` takes another one than the first found.

PYTHONS := python3 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for python in $(PYTHONS); do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; \
	done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: demo test clean

# Exit status 1 means findings, of which the examples have some; 2 would mean that something did not run.
demo: .venv/installed
	$(BIN)/qa-lint check examples/ || test $$? -eq 1

test: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -q

.venv/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later with venv and ensurepip found; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/installed-dev: .venv/installed
	$(PIP) --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
