# The commands of this house. A bare machine needs git, make, python3 and its pip; the rest installs itself.
PYTHON ?= python3
PORT ?= 8000
export PORT
export PATH := $(CURDIR)/.venv/bin:$(PATH)
UV := .tools/bin/uv
PAGES := src/banshi/web/static/banshi/app.css
OLD := .tools/chromium-92
# What the tests need of Debian: a browser that speaks Chinese, Chinese letters for it, a reader of PDFs, and clocks that are wrong.
DEBIAN := chromium chromium-l10n fonts-noto-cjk poppler-utils faketime

help:  ## what can be made here
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

install: .venv $(PAGES)  ## prepare this folder without opening the site: programs and built pages; after every git pull too

run: install  ## open the site on PORT (8000): database, web and worker; Ctrl-C ends them
	@exec banshi run

test: check debian $(OLD)/chromium  ## everything: check, then the tests
	pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: install  ## the figures of speed, one line of JSON each: all, or ONLY=life
	@python -m bench $(ONLY)

soak: .venv/tests $(PAGES) debian  ## the promises of reliability under blows, one line of JSON each: all, or ONLY="R1 R2"
	@python -m soak $(ONLY)

check: .venv/tests $(PAGES)  ## style, types, the import ladder, templates, migrations, the packs
	ruff check .
	ruff format --check .
	BANSHI_HOME=build/check mypy
	lint-imports
	djlint --lint --quiet src
	BANSHI_HOME=build/check python -W ignore -m django makemigrations --settings banshi.config.settings --check --dry-run
	BANSHI_HOME=build/check banshi check

docs: .venv  ## the generated pages of docs/
	BANSHI_HOME=build/check banshi docs

manuals: .venv docs  ## the user manuals as PDF in build/manuals, with pictures of the last test run
	BANSHI_HOME=build/check banshi manuals

new-pack: .venv  ## a new pack: KEY=parking_permit TITLE=停车证
	BANSHI_HOME=build/check banshi new-pack $(KEY) $(TITLE)

requirements:  ## lock the newest versions that requirements/*.in allow
	for each in run test; do $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header requirements/$$each.in --output-file requirements/$$each.txt; done

.venv: requirements/run.txt pyproject.toml
	@test -x $(UV) || $(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv
	@test -x .venv/bin/python || $(UV) venv --quiet --python $(PYTHON) .venv
	$(UV) pip install --quiet --require-hashes --requirement requirements/run.txt
	@$(UV) pip install --quiet --no-build-isolation --no-deps --editable .
	@touch .venv

.venv/tests: requirements/test.txt | .venv
	$(UV) pip install --quiet --require-hashes --requirement requirements/test.txt
	@touch .venv/tests

node_modules: package-lock.json | .venv
	npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch node_modules

$(PAGES): node_modules $(wildcard assets/*)
	npm run build --silent

# The browser of 2021 that offices still have; its libraries come with Debian's own Chromium.
$(OLD)/chromium: tests/old_browser/package-lock.json | .venv
	mkdir -p $(OLD) && cp tests/old_browser/package*.json $(OLD)
	npm ci --prefix $(OLD) --ignore-scripts --legacy-peer-deps --no-audit --no-fund --silent
	node tests/old_browser/unpack.mjs $(OLD)/node_modules/chrome-aws-lambda/bin/chromium.br $@

debian:
	@dpkg --status $(DEBIAN) >/dev/null 2>&1 || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $(DEBIAN) >/dev/null; } \
	  || { echo "请先以管理员身份安装：apt-get install $(DEBIAN)"; exit 1; }

.PHONY: help install run test bench soak check docs manuals new-pack requirements debian
