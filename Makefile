# make report：写出示例厂最近一个季度的 report.xlsx；make test：跑全部检查和平时的测试（不含 office、browser、attack）
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q install -c constraints.txt

# 能用的最低版本在一个环境里：最低的 Python（没有的用 PYTHON），每个包都是 pyproject.toml 的下限
LOWEST := $(VENV)-lowest
LOWEST_PYTHON ?= $(or $(shell python3.11 -c "import sys; print(sys.executable)" 2>/dev/null),$(PYTHON))
LOWEST_PIP := $(LOWEST)/bin/python -m pip --disable-pip-version-check -q install -c constraints-lowest.txt

# 查漏洞的工具自己要用二十来个包，不放进开发环境
AUDIT := $(VENV)-audit

AXE := 4.14.1

# 各个核上一起跑；一个文件里的测试在一处，合用的工作区只备一份
PYTEST := -m pytest -n auto --dist loadfile
# 一个文件里就有大半的，分开跑
APART := -m pytest -n auto --dist worksteal
# 不用别的程序的测试；平时的一部分：不跑费时的（whole），跑完说最慢的几个、留下多少没有跑
HERE := not office and not browser and not attack
OFTEN := not whole and $(HERE)
# 遇到各个包的测试
MEETING := $(addprefix tests/,database documents forms loading schemas source tables write cli/test_chunks.py cli/test_cluster.py)
# 测试编译一次，下一次不必再编译
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help report test lint types tests lowest office browser bench bench-check bench-guard fuzz attack audit golden pictures clean

help:
	@echo "make report  写出 report.xlsx（示例厂最近一个季度）"
	@echo "make test    代码检查与测试"
	@echo "make lowest  用能用的最低版本跑测试"
	@echo "make office  用 LibreOffice 打开工作簿和文档的测试"
	@echo "make browser 用 Chromium 打开网页的测试"
	@echo "make bench   量速度，与不可免的开销对比"
	@echo "make bench-check  检查示例工作区的速度，与 yamllint、check-jsonschema 对比（要能装这两个包）"
	@echo "make bench-guard  几个命令的指令比记下的多了 5% 以上就失败（要有 valgrind；ACCEPT=1 记下现在的）"
	@echo "make fuzz    十万份改坏的文件、一万次改坏资料再运行命令，一次也不能让程序出错（SEED=1 COUNT=100000 RUNS=10000）"
	@echo "make attack  费时的攻击测试：写到一半被杀掉、两千次改坏资料再运行命令"
	@echo "make audit   用到的包有没有公布过的漏洞"
	@echo "make pictures 重画 README 里的三张图（要有 LibreOffice、poppler-utils、Chromium）"
	@echo "make golden  重写测试里的样张（改了输出之后，看过再提交；有测试不过的，以失败结束）"

report: $(VENV)/installed
	@$(BIN)/kaoping rank --publish report.xlsx

test: lint types tests

lint: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/developing
	$(BIN)/mypy

tests: $(VENV)/developing
	$(BIN)/python $(PYTEST) $(if $(KAOPING_THOROUGH),-m "$(HERE)",-m "$(OFTEN)" --durations=5 --durations-min=1)

lowest: $(LOWEST)/installed
	$(LOWEST)/bin/python $(PYTEST) -m "$(OFTEN)"
	$(LOWEST)/bin/python $(PYTEST) -m "whole and $(HERE)" $(MEETING)

office: $(VENV)/developing
	$(BIN)/python $(APART) -m office -rs

browser: $(VENV)/developing $(VENV)/axe-core/package/axe.min.js
	$(BIN)/python $(APART) -m browser -rs

# 无障碍检查用的 axe-core（MPL-2.0），只在测试里用，不随包走
$(VENV)/axe-core/package/axe.min.js: $(VENV)/developing
	mkdir -p $(VENV)/axe-core
	cd $(VENV)/axe-core && npm pack --silent axe-core@$(AXE) && tar -xzf axe-core-$(AXE).tgz package/axe.min.js package/LICENSE
	@touch $@

bench: $(VENV)/installed
	$(BIN)/python benchmarks/run.py

bench-check: $(VENV)/installed
	$(BIN)/python benchmarks/linters.py

bench-guard: $(VENV)/installed
	$(BIN)/python benchmarks/guard.py $(if $(ACCEPT),--accept)

fuzz: $(VENV)/developing
	cd tests && $(abspath $(BIN))/python -m fuzz.run --count $(or $(COUNT),100000) --seed $(or $(SEED),1)
	cd tests && $(abspath $(BIN))/python -m fuzz.run --structural --count $(or $(RUNS),10000) --seed $(or $(SEED),1)

# 费时的攻击：每个写文件的命令在每一步被杀掉；两千次把资料按结构改坏再运行命令
attack: $(VENV)/developing
	$(BIN)/python $(APART) -m attack
	cd tests && $(abspath $(BIN))/python -m fuzz.run --structural --count $(or $(RUNS),2000) --seed $(or $(SEED),1)

# 锁定的各个包有没有公布过的漏洞；漏洞库连不上的，说明没有查，不算不合格
audit: $(AUDIT)/installed
	$(AUDIT)/bin/python tests/auditing.py constraints.txt

golden: $(VENV)/developing
	UPDATE_GOLDEN=1 $(BIN)/python $(PYTEST) -m "$(HERE)"

pictures: $(VENV)/developing
	cd tests && $(abspath $(BIN))/python pictures.py

# 包以“就地”方式装入，源文件改了不必重装；预先编译，起动才快
$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) setuptools wheel
	$(PIP) --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/developing: $(VENV)/installed
	$(PIP) --no-build-isolation -e ".[dev]"
	@touch $@

$(LOWEST)/installed: pyproject.toml constraints-lowest.txt
	$(LOWEST_PYTHON) -m venv $(LOWEST)
	$(LOWEST_PIP) setuptools wheel
	$(LOWEST_PIP) --no-build-isolation -e ".[dev]"
	@touch $@

$(AUDIT)/installed: constraints.txt
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip --disable-pip-version-check -q install -c constraints.txt pip-audit
	@touch $@

clean:
	rm -rf $(VENV) $(LOWEST) $(AUDIT) build dist report.xlsx .pytest_cache .mypy_cache .ruff_cache .hypothesis
