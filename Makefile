# Each target does all the set-up it needs and is quick the second time. Needs Python 3.11+, git and make.

# Debian and Homebrew keep PostgreSQL's programs off PATH; the tests look for them there.
WITH_POSTGRES = PATH="$$PATH:$$(sh tools/postgres_path.sh || true)"

.PHONY: help demo test lint docs accuracy soak growth lock clean

help:
	@echo "make demo    audit the sample portals on this machine and print the scorecard"
	@echo "make test    lint, then every test"
	@echo "make lint    ruff, mypy and the import contracts"
	@echo "make docs    write docs/checks.md and docs/checks.en.md anew"
	@echo "make accuracy  what is read and found on the pages of the gold set, against what people wrote there"
	@echo "make soak    the long trials in full: 100 kills, 40 rounds of 5 kills, 5,000 rendered pages (about 4 hours)"
	@echo "make growth  how a round grows with regions and guides; goes on where it was cut off (hours)"
	@echo "make lock    resolve the dependencies of pyproject.toml anew"
	@echo "make clean   delete .venv, caches and ./var"

demo:
	@sh tools/setup.sh run
	@.venv/bin/portal-audit demo $(ARGS)

# A file's tests stay together: what they share is made once. Many wait for a portal's rate, a kill or a browser, so there are
# two more than there are cores; more than four at a time only wait for one another's browsers.
WORKERS = $$(.venv/bin/python -c 'import os; print(min(4, (os.cpu_count() or 1) + 2))')

# The program starts hundreds of times: what is compiled once is kept, whatever the surroundings say.
test: lint
	@$(WITH_POSTGRES) PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest -n "$(WORKERS)" --dist loadfile --no-loadscope-reorder $(ARGS)

lint:
	@sh tools/setup.sh test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

docs:
	@sh tools/setup.sh run
	@.venv/bin/portal-audit --lang zh checks --markdown > docs/checks.md
	@.venv/bin/portal-audit --lang en checks --markdown > docs/checks.en.md

accuracy:
	@sh tools/setup.sh run
	@.venv/bin/portal-audit accuracy $(ARGS)

soak:
	@sh tools/setup.sh test
	@date -u +%Y-%m-%d && git rev-parse --short HEAD
	PORTAL_AUDIT_SOAK=full .venv/bin/python -m pytest tests/soak -s -q $(ARGS)

growth:
	@sh tools/setup.sh test
	@.venv/bin/python -m benchmarks.growth $(ARGS)

# One resolution for macOS and Linux and every Python from 3.11; hashes, no download address.
LOCK = .venv/bin/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

lock:
	@sh tools/setup.sh run
	@.venv/bin/python -m pip install --quiet uv
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
