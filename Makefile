KEHOACH := .venv/bin/kehoach
PYTHON := .venv/bin/python

.PHONY: setup demo test lint accuracy lock corpus

setup: ; @bash .ci/setup
demo: setup ; @$(KEHOACH) load corpus/plans --db demo.db; test $$? -lt 2 && $(KEHOACH) serve --db demo.db
test: setup lint ; $(PYTHON) -m pytest
lint: setup ; $(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy && .venv/bin/lint-imports
accuracy: setup ; $(PYTHON) -m bench.accuracy corpus/gold
lock: ; uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml -o requirements.lock
corpus: setup ; $(PYTHON) -m bench.typeset corpus/source corpus/plans
