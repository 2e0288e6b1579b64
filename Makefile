KEHOACH := .venv/bin/kehoach
PYTHON := .venv/bin/python

.PHONY: setup demo test lint bench kill torture attack fuzz accuracy record model indicators topics confidence lock corpus

setup: ; @bash .ci/setup
demo: setup ; @$(KEHOACH) load corpus/plans --db demo.db; test $$? -lt 2 && $(KEHOACH) serve --db demo.db
test: setup lint ; $(PYTHON) -m pytest
lint: setup ; $(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy && .venv/bin/lint-imports
# how fast reading is beside others, how long every page takes, what a process a file costs
bench: setup ; $(PYTHON) -m bench.speed && $(PYTHON) -m bench.pages && $(PYTHON) -m bench.isolation
# loads killed at random moments, and the command with all its processes
kill: setup ; $(PYTHON) -m bench.kill $(or $(N),500) --commands $(or $(COMMANDS),15)
# a folder of files made to break a load, or any folder: make torture FOLDER=...
torture: setup ; $(PYTHON) -m bench.torture $(FOLDER)
# hostile texts in every plan and every parameter of every page, in every format
attack: setup ; KEHOACH_ATTACK=1 $(PYTHON) -m pytest -s tests/test_security.py
# every parser and pattern family on mutated files and lines
fuzz: setup ; $(PYTHON) -m bench.fuzz --minutes $(or $(MINUTES),10)
# held against the record on main, where there is one
accuracy: SHELL := /bin/bash
accuracy: setup ; $(KEHOACH) evaluate corpus/gold --misses --against <(git show origin/main:bench/accuracy.json 2>/dev/null || cat bench/accuracy.json)
record: setup ; $(KEHOACH) evaluate corpus/gold --record bench/accuracy.json
# what is fitted to careful readings, each part on the one before
model: indicators topics confidence
indicators: setup ; $(PYTHON) -m bench.indicators corpus/gold
topics: setup ; $(PYTHON) -m bench.topics corpus/gold
confidence: setup ; $(PYTHON) -m bench.confidence corpus/gold
lock: ; uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml -o requirements.lock
corpus: setup ; $(PYTHON) -m bench.typeset corpus/source corpus/plans
