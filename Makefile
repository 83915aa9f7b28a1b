# Openline, from a fresh clone to a green light:   make check
#
# Needs nothing but make and Python 3.11 or newer. Everything else comes, pinned and hashed, into .venv.
# Each command of this file is one you can also type yourself; none needs a key, an account or a running service.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# The rooms that are checked, as far as they have been built already.
ROOMS   := bot adapters migrations tests benchmarks training
SOURCES := $(foreach room,$(ROOMS),$(if $(wildcard $(room)/*.py $(room)/*/*.py),$(room)))

# pytest arguments of your own:   make test ARGS='-k nudge'
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install check lint test unit format demo demo-audit bench requirements rehearse clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- setting up ------------------------------------------------------------------------------------------------------

install: $(VENV)/.project ## Create .venv with every tool in it (nothing happens when it is up to date)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Openline needs Python 3.11 or newer; $(PYTHON) is older or missing. Try: make install PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.requirements: requirements/dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# --no-deps and --no-build-isolation: whatever is installed was pinned above, the build backend included.
$(VENV)/.project: pyproject.toml bot/__init__.py $(VENV)/.requirements
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q bot adapters migrations || true  # the first start is as quick as the next
	@touch $@

# run.txt is what a server runs; dev.txt holds the same versions and the tools besides; build.txt is what makes the wheel
# in the Docker image. UPGRADE=--upgrade moves them on.
# No header and no index: the files say what is installed, not on whose machine they were made.
UPGRADE ?=
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
          --no-emit-index-url --no-config $(UPGRADE) pyproject.toml

requirements: install ## Resolve pyproject.toml into requirements/*.txt again (UPGRADE=--upgrade takes the newest)
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --group test --group lint --group dev --group build \
	  --constraint requirements/run.txt --output-file requirements/dev.txt
	$(filter-out pyproject.toml,$(COMPILE)) --group build --constraint requirements/dev.txt --output-file requirements/build.txt

# --- the gates -------------------------------------------------------------------------------------------------------

check: lint ## Everything a change has to pass: form, types, imports, Dockerfile, tests
	@$(MAKE) --no-print-directory test

lint: install ## Form, types, imports and the Dockerfile, without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports
	$(if $(wildcard Dockerfile),$(BIN)/hadolint Dockerfile)

test: install ## Every test; browser and PostgreSQL tests are skipped with a reason where there is neither
	$(BIN)/pytest -n 2 $(ARGS)

unit: install ## Only the tests that need nothing of the world, in a few seconds
	$(BIN)/pytest -m "not browser and not postgres and not slow" $(ARGS)

format: install ## Bring every file into form
	$(BIN)/ruff check --fix --exit-zero --quiet .
	$(BIN)/ruff format .

DEMO := $(CURDIR)/build/demo.html

# --- seeing it -------------------------------------------------------------------------------------------------------

demo: install ## Open the playground in a browser: the same bot, a pretend chat, a clock that can be moved
	$(BIN)/openline demo $(ARGS)

demo-audit: install ## Audit three made-up weeks and open the report in a browser
	@mkdir -p build
	$(BIN)/openline audit docs/demo-export --owner Ana --assistant Sam --assistant Kim --html $(DEMO)
	@echo "The same as a page: file://$(DEMO)"
	@$(BIN)/python -m webbrowser "file://$(DEMO)" >/dev/null 2>&1 || true

bench: install ## Measure what is promised, in some minutes (each of benchmarks/ also runs by itself)
	@for each in startup hours audit storage inbox latency wakeups discord; do \
	  echo "== benchmarks.$$each"; $(BIN)/python -m benchmarks.$$each || exit 1; done
	@echo "How right it judges: $(BIN)/python -m benchmarks.accuracy DATA"

rehearse: install ## Go through the Dockerfile without a Docker engine
	$(BIN)/python tests/docker/rehearse.py

clean: ## Remove everything that can be made again
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
