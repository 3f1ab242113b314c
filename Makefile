# Two commands matter: `make run` and `make test`. Everything lives in .venv and .data, both ignored by git.
PYTHON ?= python3
BIN := .venv/bin
export COUNTERPOINT_HOME ?= $(CURDIR)/.data

.PHONY: run test check install format eval clean
.DEFAULT_GOAL := run

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/pip install --quiet --disable-pip-version-check --group dev
	touch $@

install: .venv/installed

run: .venv/installed ## serve the sample corpus and the demo page on 127.0.0.1:8000
	$(BIN)/counterpoint add corpus/samples --collection default
	$(BIN)/counterpoint serve --example "How many people were killed in the March 2024 attack on the Moscow concert hall?"

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || { echo "The browser tests need Chromium: sudo apt-get install chromium"; exit 1; }
.PHONY: chromium

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
.PHONY: lint

check: lint ## the fast part: under a minute
	$(BIN)/pytest -q -m "not slow and not browser"

test: lint chromium ## everything, the real model and the browser included
	$(BIN)/pytest -q

eval: .venv/installed ## measure the answers on the project's own sets
	$(BIN)/counterpoint eval eval/sets/samples.jsonl --corpus corpus/samples
	for set in dam water spill velorin election vaccine militia mine merger quake mills insulin front airline cartel telescope strike embassy carbon pirates karsun; do \
		$(BIN)/counterpoint eval eval/sets/$$set/questions.jsonl --corpus eval/sets/$$set/corpus || exit; \
	done

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .data .mypy_cache .ruff_cache .pytest_cache
