# Every target sets up what it needs under .venv; Python 3.11 or later and make are all that must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto

.PHONY: demo test check bench fairness quality screenshots clean

demo: $(VENV)/run
	$(BIN)/python -m bot demo

test: $(VENV)/dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

fairness: $(VENV)/dev
	$(BIN)/python -m benchmarks.fairness

quality: $(VENV)/run
	@test -n "$(DATA)" || { echo "Say where the files are: make quality DATA=DIR"; exit 1; }
	$(BIN)/python -m bot quality all $(DATA)

screenshots: $(VENV)/dev
	$(BIN)/python -m tests.browser.screenshots docs/pictures

clean:
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Muster needs Python 3.11 or later; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(VENV)/bin/python requirements.txt constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev: $(VENV)/bin/python requirements.txt requirements-dev.txt constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run
