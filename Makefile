# make demo   runs a whole event day on the demonstration event, then opens the window on it
# make test   runs all tests
# make check  runs the gates: format, lint, types, architecture

PYTHON ?= python3
BIN := .venv/bin
PARTICIPANTS ?= 120
OUT ?= demo-out
DATA ?= benchmark-data

.PHONY: demo test check lint types architecture unit-without-qt bench screenshots run clean
.DEFAULT_GOAL := demo

.venv/installed: pyproject.toml setup.py constraints.txt
	@sh tools/environment.sh "$(PYTHON)" ""
	@rm -f .venv/installed-dev
	@touch $@

.venv/installed-dev: pyproject.toml setup.py constraints.txt
	@sh tools/environment.sh "$(PYTHON)" dev
	@touch .venv/installed $@

demo: .venv/installed
	@sh tools/system_libraries.sh
	@$(BIN)/matchdesk demo --out "$(OUT)" --participants $(PARTICIPANTS)

run: .venv/installed
	@sh tools/system_libraries.sh
	@$(BIN)/matchdesk

# Two workers at least: much of the time is spent waiting for disks and child processes.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); [ $$n -gt 2 ] && echo $$n || echo 2)

# Everything but the window runs with Qt absent, which also shows that it needs no Qt.
WITHOUT_QT = $(BIN)/python -m pytest -q -p no:pytest-qt -p tests.without_qt -n $(WORKERS) --dist loadfile

test: .venv/installed-dev
	@sh tools/system_libraries.sh
	$(WITHOUT_QT) --cov --cov-report= tests/unit
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --cov --cov-append --cov-report=term:skip-covered --ignore=tests/unit

check: lint types architecture

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/installed-dev
	$(BIN)/mypy

architecture: .venv/installed-dev
	$(BIN)/lint-imports

unit-without-qt: .venv/installed-dev
	$(WITHOUT_QT) tests/unit

# DATA: a folder with b2bsop/*.dzn and large/*.json; without it generated events are measured
bench: .venv/installed-dev
	$(BIN)/python -m benchmarks.scheduling_report --data "$(DATA)"

screenshots: .venv/installed-dev
	@sh tools/system_libraries.sh
	$(BIN)/python -m tools.screenshots

clean:
	rm -rf .venv $(OUT) build *.egg-info .coverage .coverage.*
