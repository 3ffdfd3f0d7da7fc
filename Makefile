# make demo   runs a whole event day on the demonstration event, then opens the window on it
# make test   runs all tests
# make check  runs the gates: format, lint, types, architecture, unit tests without Qt

PYTHON ?= python3
BIN := .venv/bin
PARTICIPANTS ?= 120
OUT ?= demo-out

.PHONY: demo test check lint types architecture unit-without-qt screenshots run clean
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

test: .venv/installed-dev
	@sh tools/system_libraries.sh
	@rm -f .coverage .coverage.*
	$(BIN)/python -m coverage run -m pytest
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report --skip-covered --sort=cover

check: lint types architecture unit-without-qt

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/installed-dev
	$(BIN)/mypy

architecture: .venv/installed-dev
	$(BIN)/lint-imports

unit-without-qt: .venv/installed-dev
	$(BIN)/python -m pytest -q -p no:pytest-qt -p tests.without_qt tests/unit

screenshots: .venv/installed-dev
	@sh tools/system_libraries.sh
	$(BIN)/python -m tools.screenshots

clean:
	rm -rf .venv $(OUT) build *.egg-info .coverage .coverage.*
