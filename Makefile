# Every target sets itself up in .venv; nothing else on the machine is touched.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test lint bench scale placement-check roundtrip samples docs picture pictures clean

.venv/ready: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "需要 Python 3.11 或以上（可用 PYTHON=python3.12 指定）"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/python -m compileall -q gongwen
	@touch $@

demo: .venv/ready
	@echo '== 一份有错的通知 =='
	@$(BIN)/gongwen check samples/flawed-tongzhi.docx --stage final; test $$? -eq 1
	@echo '== 一份合规的通知 =='
	@$(BIN)/gongwen check samples/notice.docx --stage final

test: .venv/ready
	$(BIN)/python -m pytest

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/ready
	$(BIN)/python -m tests.bench

# Many documents, Linux only. COUNT=2000 takes fewer than 20 000, DAMAGED=1 mixes damaged ones in, KEEP=1 keeps them all.
scale: .venv/ready
	$(BIN)/python -m tests.scale

# FILES names further files or folders to compare.
placement-check: .venv/ready
	$(BIN)/python -m tests.placement.check $(FILES)

# Comments that LibreOffice opens and saves; FILES names files or folders to try instead of the samples.
roundtrip: .venv/ready
	$(BIN)/python -m tests.comment_trip $(FILES)

samples: .venv/ready
	$(BIN)/python samples/make.py

docs: .venv/ready
	$(BIN)/python -m gongwen.outputs.manual docs
	$(BIN)/python -m gongwen.needles
	$(BIN)/gongwen layout samples/sealed.docx --svg --output docs/layout.svg

# Needs Chromium.
picture: .venv/ready
	mkdir -p build
	$(BIN)/gongwen check samples/flawed-*.docx --stage final --fail-on never --format html=build/page.html
	$(BIN)/python -m tests.browser build/page.html docs/page.png "document.getElementById('file').value = 'tongzhi'; document.querySelector('[data-value=error]').click()"

# Needs LibreOffice.
pictures: .venv/ready
	$(BIN)/python -m tests.pictures samples/flawed-tongzhi.docx docs/fix.png

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
