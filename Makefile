PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test lint messages clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

run: ## Serve a demonstration on 127.0.0.1 (PORT=8000, VAR_DIR=var, DEMO_PASSWORD=random)
	@$(PYTHON) scripts/require_python.py
	@$(PYTHON) scripts/run.py

test: ## Run every test: SQLite, PostgreSQL, a browser (ARGS="-k word" narrows it, FUZZ=10 tries more by chance)
	@$(PYTHON) scripts/require_python.py
	@$(PYTHON) scripts/test.py

lint: ## Check style, types and templates only
	@$(PYTHON) scripts/require_python.py
	@$(PYTHON) scripts/test.py lint

messages: ## Bring the catalogues of locale/ up to date
	@$(PYTHON) scripts/require_python.py
	@$(PYTHON) scripts/install.py requirements-dev.txt
	@.venv/bin/python scripts/messages.py

clean: ## Remove what was installed and cached; var/ stays
	rm -rf .venv tests/validators/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
