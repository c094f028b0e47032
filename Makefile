# Two commands do all the set-up: `make run` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes
LINLI := $(BIN)/python -m linli
PYTEST := $(BIN)/python -m pytest

.PHONY: help run test setup setup-tests check database-tests lock clean

help:
	@echo 'make run    set up what is missing, then serve a demonstration on http://127.0.0.1:8000'
	@echo 'make test   set up what is missing, then run every test, browser tests included'
	@echo 'make check  lint, format, types and the floors'
	@echo 'make lock   write requirements/*.txt anew (needs uv)'
	@echo 'make clean  remove .venv, node_modules and compiled files; var/ and its data stay'

run: setup
	@LINLI_DEMONSTRATION=true exec $(LINLI) serve

test: setup-tests
	$(PYTEST) -n 2 -m "not browser and not drill"
	$(PYTEST) -m "browser or drill"

setup: $(VENV)/ready node_modules/ready
setup-tests: setup $(VENV)/ready-tests chromium

$(VENV)/bin/python:
	@scripts/need-python $(PYTHON)
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements/build.txt requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the packages that linli stands on, pinned by hash; this takes a minute or two."
	$(PIP) -r requirements/build.txt -r requirements/runtime.txt
	$(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-tests: requirements/dev.txt $(VENV)/ready
	@echo "Installing what the tests need."
	$(PIP) -r requirements/dev.txt
	@touch $@

node_modules/ready: package-lock.json $(VENV)/ready
	@echo "Installing the scripts of charts, maps and field work."
	@scripts/npm $(VENV) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: chromium
chromium:
	@scripts/need-chromium

check: $(VENV)/ready-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy linli
	$(BIN)/lint-imports

database-tests: $(VENV)/ready-tests node_modules/ready
	LINLI_POSTGRES=system LINLI_HOME=var/test-system $(PYTEST) -n 2 -m "database and not drill" linli

lock:
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate requirements/build.in -o requirements/build.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate pyproject.toml -o requirements/runtime.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate -c requirements/runtime.txt --extra dev pyproject.toml -o requirements/dev.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate requirements/node.in -o requirements/node.txt

clean:
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache
	find linli -name '*.mo' -delete
