# Plain make, pip and venv are enough. `make run` shows the demo; `make test` runs the whole suite.
# The lock files hold everything, so pip resolves nothing (`--no-deps`): a newer release of something locked stops no installation.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
unexport PYTHONDONTWRITEBYTECODE  # where a machine sets it, each process would compile all of the source again

.PHONY: setup setup-dev run test check check-real access bench lock messages clean

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

$(VENV)/.runtime: requirements.txt pyproject.toml hatch_build.py $(shell find src -name '*.po' 2>/dev/null)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(PIP) install --no-deps --require-hashes --requirement requirements-dev.txt
	touch $@

run: setup
	$(BIN)/plenary demo $(if $(PORT),--port $(PORT))

test: setup-dev
	$(BIN)/python -m pytest $(PYTEST)

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/architecture
	PLENARY_HOME=$$(mktemp -d) $(BIN)/plenary manage makemigrations --check --dry-run
	$(BIN)/python tools/messages.py check
	$(BIN)/djlint src --lint --quiet

# docs/access.md: who sees and may do what, as the code answers; read the difference before you commit it.
access: setup-dev
	PLENARY_WRITE_ACCESS=1 $(BIN)/python -m pytest -q -n 0 tests/access

bench: setup-dev
	$(BIN)/python bench/bench.py $(BENCH)

# By hand: the demo looked at by programs that others wrote. Needs java, npm, nginx and chromium.
check-real: setup-dev
	$(BIN)/python checks/check.py $(REAL)

messages: setup-dev
	$(BIN)/python tools/messages.py update

lock:
	$(PIP) install uv==0.13.9
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --python-version 3.11 pyproject.toml requirements-build.in --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --python-version 3.11 --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) var dist
