# The commands of the house; `make` alone lists them. The work is done in bin/.

.PHONY: help run test test-deep check bench bench-desk lock
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

help: ## Lists these commands
	@sed -n 's/^\([a-z-]*\): ## /\1|/p' Makefile | while IFS='|' read -r name what; do \
		printf 'make %-10s %s\n' "$$name" "$$what"; done

run: ## Sets up all that is missing and serves the site (PORT=8000)
	@PORT='$(or $(PORT),8000)' bin/run

test: ## Runs every check and every test, with a real browser
	@bin/test

test-deep: ## Tries the properties of the rules on 20,000 examples each
	@bin/setup dev
	@UNCRAMP_HYPOTHESIS=deep .venv/bin/python -m pytest --numprocesses 2 -m hypothesis

check: ## Runs the quick checks: layout, mistakes, types, settings
	@bin/check

bench: ## Measures the site beside a bare Django view, and the desk
	@bin/setup dev
	@.venv/bin/python -m tests.bench
	@$(MAKE) bench-desk

bench-desk: ## Measures the coaches' desk with 10,000 athletes on one coach
	@bin/setup dev
	@.venv/bin/python -m tests.bench.desk

lock: ## Takes the newest allowed packages into requirements*.txt
	@bin/lock
