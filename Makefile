# The commands of this house. A bare machine needs git, make, python3 and its pip; the rest installs itself.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
UV := PYTHONPATH=.tools .tools/bin/uv
STATIC := src/banshi/web/static/banshi
SHELL := /bin/bash
export PATH := $(CURDIR)/.venv/bin:$(PATH)

help:  ## what can be made here
	@sed -n 's/^\([a-z.-]*\):.*## /\1\t/p' Makefile | expand -t 12

.venv: requirements/test.txt pyproject.toml  ## the Python environment
	@test -x .tools/bin/uv || $(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv
	test -x .venv/bin/python || $(UV) venv --quiet --python $(PYTHON) .venv
	$(UV) pip sync --quiet --require-hashes requirements/test.txt
	$(UV) pip install --quiet --no-deps --editable .
	@touch .venv

node_modules: package-lock.json | .venv
	npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch node_modules

$(STATIC)/app.css: node_modules $(wildcard assets/*) | .venv  ## style, script, fonts
	npm run build --silent

assets: $(STATIC)/app.css  ## build style, script and fonts

run: .venv $(STATIC)/app.css  ## start database, web and worker on PORT
	@PORT=$(PORT) exec .venv/bin/banshi run

.PHONY: help assets run
