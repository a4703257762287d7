# make run: opens the app. make test: the whole suite, browser tests included. make quick: what one runs while working.
# make model: trains what lies in analysis/models. make model-report: how well it judges writers it has not seen.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: run test quick lint bench evaluate model model-report clean

run: $(VENV)/app
	$(BIN)/streamlit run app.py

test: $(VENV)/dev lint
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m analysis guidelines test
	$(BIN)/python -m pytest

quick: $(VENV)/dev
	$(BIN)/python -m pytest -m "not browser and not slow"

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/lint-imports

bench: $(VENV)/dev
	$(BIN)/python -m analysis bench $(POSTS)
	$(BIN)/python -m tests.browser.latency

evaluate: $(VENV)/app
	$(BIN)/python -m analysis evaluate $(LABELLED)

$(VENV)/app: requirements.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Kasket kræver Python 3.11 eller nyere.')"
	$(PYTHON) -m venv $(VENV) || { echo "Python mangler venv. På Debian og Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: requirements.txt requirements-dev.txt
	$(MAKE) $(VENV)/app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

model: $(VENV)/dev
	$(BIN)/python -m analysis.training.understanding $(if $(ENCODER),--encoder $(ENCODER))

model-report: $(VENV)/dev
	$(BIN)/python -m analysis.training.report

clean:
	rm -rf $(VENV)
