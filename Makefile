# Two commands matter: `make demo` and `make test`. Everything else is for those who change the code.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
ifeq ($(PYTHON),)
$(error Thước Đo needs Python 3.11 or later; install it, or name it: make demo PYTHON=/path/to/python3)
endif
V := .venv/bin
.PHONY: demo test setup check bench docs lock wheel clean

demo:            ## set up, load the demo and serve it until Ctrl-C
	@$(PYTHON) bootstrap.py demo
	@exec $(V)/thuocdo demo

test: setup      ## the whole suite, on every database and browser found here
	@$(V)/python -m tests

setup:
	@$(PYTHON) bootstrap.py dev

check: setup     ## everything but the tests
	$(V)/ruff format --check .
	$(V)/ruff check .
	$(V)/yamllint --strict .
	$(V)/djlint --lint thuocdo --quiet
	$(V)/mypy thuocdo tests benchmarks docs/generate.py bootstrap.py
	$(V)/lint-imports
	$(V)/python -m thuocdo.web.manage makemigrations --check --dry-run
	$(V)/python -m thuocdo.web.manage check --fail-level WARNING
	$(V)/thuocdo catalog check
	NO_MKDOCS_2_WARNING=1 $(V)/mkdocs build --strict --quiet --site-dir var/site

bench: setup     ## ratios against a peer or a limit, measured in one run
	$(V)/python -m benchmarks

docs: setup      ## the documentation site, served on port 8001
	$(V)/mkdocs serve --dev-addr 127.0.0.1:8001

lock: setup      ## renew the hash-locked requirements; no registry address is written
	@$(PYTHON) bootstrap.py lock

wheel: setup     ## a wheel that carries catalogue, templates, static files and fonts
	$(V)/python -m hatchling build -t wheel -d dist

clean:
	rm -rf .venv node_modules thuocdo/web/static/vendor var dist
