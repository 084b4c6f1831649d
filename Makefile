# The same commands for people and for CI.
# Everything runs from .venv, which scripts/setup.py makes; nothing here needs it activated.

PYTHON ?= python3
BIN := .venv/bin
EDITION := $(BIN)/python -m edition

# Two builds of one commit are the same byte for byte: dates come from the commit. While pages are being written, and
# where there is no git, it is now: no page may be dated later than this (D008).
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell test -z "$$(git status --porcelain -- docs 2>&1)" && git log -1 --format=%ct || date +%s)
endif
export SOURCE_DATE_EPOCH
# The package root, instead of an editable install, which would have to be renewed with .venv.
export PYTHONPATH := $(CURDIR)/scripts
# Material's end-of-life notice; scripts/hooks.py is the only file that will have to change.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
# The targets share .venv, .build and site, and the cheap ones are meant to fail first.
.NOTPARALLEL:
.PHONY: help setup setup-test setup-browser serve build check test bench lock

help: ## list the targets
	@awk -F ': .*## ' '/^[a-z-]+:.* ## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv from the locked requirements
	@$(PYTHON) scripts/setup.py site

setup-test:
	@$(PYTHON) scripts/setup.py test

setup-browser:
	@$(PYTHON) scripts/setup.py browser

serve: setup ## show the site while you write, at the address it prints
	$(BIN)/mkdocs serve

# mkdocs clears the folder it builds into before it knows that the build will succeed, so it
# gets a folder of its own, and site/ changes only when everything has passed.
build: setup ## check, build and test the links; site/ changes only if all is well
	$(EDITION) check
	@mkdir -p .build
	@if [ ! -d site ] && [ -d .build/previous ]; then mv .build/previous site; fi
	$(BIN)/mkdocs build --strict --site-dir .build/site
	$(EDITION) gate .build/site
	@rm -rf .build/previous
	@trap '' INT TERM HUP; if [ -d site ]; then mv site .build/previous; fi; mv .build/site site
	@rm -rf .build/previous

check: setup-test ## everything that needs no browser: lint, data, unit tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then echo '$(BIN)/reuse lint --lines'; $(BIN)/reuse lint --lines; \
	else echo 'reuse lint: left out, because without git it cannot tell our files from .venv'; fi
	$(EDITION) check
	$(BIN)/python -m pytest --ignore=tests/site -n 2

test: setup-browser check build ## all of it: check, build, then the built site in a browser
	$(BIN)/python -m pytest tests/site -n 2 --dist loadfile

bench: setup-browser ## measure time, memory and bytes beside plain Material; asserts nothing
	$(BIN)/python tests/bench.py

UV := uv pip compile pyproject.toml --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url --no-header --quiet
# uv keeps the versions it finds in the file it writes to: so the lock changes only where it must,
# and the site gets the versions of the tests. To take newer ones, delete both files first.
lock: ## resolve pyproject.toml into requirements/*.txt (needs uv on the PATH)
	$(UV) --group test --output-file requirements/test.txt
	cp requirements/test.txt requirements/site.txt
	$(UV) --output-file requirements/site.txt
