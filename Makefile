# Every target sets up what it needs on a fresh Debian machine with a Swift toolchain.
PREFIX ?= /usr/local
SWIFT ?= swift
# Where the random scenarios of the property tests begin; a failure prints it.
SEED ?= 0
export SEED
RELEASE = $(SWIFT) build -c release --product sextant --static-swift-stdlib
BINARY = .build/release/sextant

SHARE = $(DESTDIR)$(PREFIX)/share
# Where zsh looks for completion; Debian's packages have a folder of their own.
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
INSTALL = install -D -m 644

# What ships, optimised, with its tests, built beside everything else; without what only a debugger reads.
TESTED = .build/tested
BUILD_TESTS = $(SWIFT) build -c release --build-tests -Xswiftc -enable-testing -Xswiftc -gnone --scratch-path $(TESTED)
RUN_TESTS = $(TESTED)/release/sextantPackageTests.xctest --testing-library swift-testing
# What `make seeds` runs and with which seeds.
PROPERTIES ?= PropertyTests|MonotonyTests|TwoBatchOverlapTests|TotalsTests|RooflineTests|AllToAllTests|LanesTests|EngineTapeTests|EngineBoundsTests|EngineSlopesTests
# Of these, tests that draw nothing from the seed.
UNSEEDED = RecordedTotals|aSweepIsEachPointAlone|OnceFound
SEEDS ?= $(shell seq 0 199)
DRAWS ?= 10

.PHONY: all demo test test-jupyter seeds lint bench fuzz sanitize mutate docs pages calibrations install uninstall deb setup \
	python mpi tables jupyter jupyter-environment clean

all: setup
	$(RELEASE)

# libedit is the one library that is not part of the toolchain.
setup:
	@test -e /usr/include/histedit.h || { apt-get update && apt-get install -y libedit-dev; }

# Lint, some tests and the mutation check run Python scripts.
python:
	@test -e /usr/bin/python3 || { apt-get update && apt-get install -y python3; }

# An article shows a sweep in parts under Open MPI, and a test runs what it shows.
mpi:
	@command -v mpirun > /dev/null || { apt-get update && apt-get install -y --no-install-recommends openmpi-bin; }

# Saving .xlsx and .db takes libraries that are loaded when they are used, and tests read what they wrote.
tables:
	@test -e /usr/bin/sqlite3 && ldconfig -p | grep -q libxlsxwriter || \
	    { apt-get update && apt-get install -y --no-install-recommends libxlsxwriter4 libsqlite3-0 sqlite3; }

# The main job: the 128-chip study, from chip to saved plan.
demo: all
	$(BINARY) sessions/128-chip-decode.sextant

test: setup python mpi tables
	$(BUILD_TESTS)
	$(RUN_TESTS)

# Properties with 200 seeds, each with a tenth of the draws, which take half an hour of two cores; prints those that fail, with
# what was drawn. SEEDS="7 8" DRAWS=100 runs two with all.
seeds: setup
	$(BUILD_TESTS)
	@failed=0; for seed in $(SEEDS); do \
		SEED=$$seed DRAWS=$(DRAWS) $(RUN_TESTS) --filter '$(PROPERTIES)' --skip '$(UNSEEDED)' \
		    > $(TESTED)/seed.log 2>&1 && continue; \
		failed=$$((failed + 1)); echo "SEED=$$seed fails:"; grep -aE 'recorded an issue|^↳' $(TESTED)/seed.log; \
	done; echo "$$failed of $(words $(SEEDS)) seeds fail"; test $$failed -eq 0

# Jupyter's tools and the kernel, in an environment of their own; 'make jupyter' then says how to start.
JUPYTER = $(CURDIR)/.build/jupyter
SERVED ?= $(BINARY)
jupyter: all
	$(MAKE) jupyter-environment
	@echo "$(JUPYTER)/bin/pip install jupyterlab && $(JUPYTER)/bin/jupyter lab Sources/Python/notebooks"

jupyter-environment:
	@/usr/bin/python3 -c 'import ensurepip' 2> /dev/null || { apt-get update && apt-get install -y python3 python3-venv; }
	test -e $(JUPYTER)/bin/pip || /usr/bin/python3 -m venv $(JUPYTER)
	$(JUPYTER)/bin/pip install --quiet --disable-pip-version-check './Sources/Python[kernel]' nbconvert jupyter-client
	$(JUPYTER)/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps ./Sources/Python
	$(JUPYTER)/bin/python -m sextant_kernel install --sys-prefix --program $(CURDIR)/$(SERVED)

# The package, the kernel and both notebooks, with the program that 'make test' has built.
test-jupyter:
	$(MAKE) jupyter-environment SERVED=$(TESTED)/release/sextant
	SEXTANT=$(CURDIR)/$(TESTED)/release/sextant $(JUPYTER)/bin/python -m unittest discover -s Sources/Python/tests
	mkdir -p build/notebooks && cp Sources/Python/notebooks/*.ipynb build/notebooks
	cd build/notebooks && $(JUPYTER)/bin/jupyter nbconvert --to notebook --execute --inplace *.ipynb

lint: python
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	python3 .ci/dead.py

# Changes COUNT single lines of the engine, the planning, the shell and the terminal, one at a time, and counts what the
# tests of the same layer catch; SEED=1,2 draws twice, LAYERS=Shell,Terminal looks at these alone. Takes half an hour or
# less on an idle machine; prints what no test caught.
COUNT ?= 120
mutate: setup python
	SWIFT="$(SWIFT)" python3 .mutation/mutate.py $(SEED) $(COUNT)

bench: all
	$(BINARY) bench

# Feeds texts to each reader for SECONDS, beginning with those that are kept. What stops one is left in build/fuzz as
# READER.crash-*, .oom-* or .timeout-*: mend it and keep the text in the corpus.
SECONDS ?= 60
READERS ?= config chip csv lexer line rpc
CORPUS = $(CURDIR)/Tests/FuzzTests/Corpus
fuzz: setup
	SEXTANT_FUZZ=1 $(SWIFT) build -c release --sanitize=fuzzer --product Fuzzer --scratch-path .build/fuzz
	for reader in $(READERS); do \
	    mkdir -p build/fuzz/$$reader build/fuzz/empty; \
	    (cd build/fuzz/empty && SWIFT_BACKTRACE=enable=no TARGET=$$reader $(CURDIR)/.build/fuzz/release/Fuzzer \
	        -max_total_time=$(SECONDS) -max_len=4096 -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 -verbosity=0 \
	        -artifact_prefix=../$$reader. ../$$reader $(CORPUS)/$$reader) || exit 1; \
	done

# The suites that meet memory and threads, under the sanitizers of both; each has a build of its own.
sanitize: setup
	for kind in address thread; do \
	    $(SWIFT) build --build-tests --sanitize=$$kind --scratch-path .build/$$kind && \
	    SWIFT_BACKTRACE=enable=no LSAN_OPTIONS=suppressions=$(CURDIR)/.ci/leaks.txt:print_suppressions=0 \
	    $(SWIFT) test --skip-build --sanitize=$$kind --scratch-path .build/$$kind \
	        --filter '^(TerminalTests|LanguageTests|NotebookTests|VerbsTests|PlanningTests)\.' || exit 1; \
	done

# The documentation as sites in build/docs and, of the libraries, build/docs-CostModel and build/docs-Planning, which a
# server shows: python3 -m http.server -d build/docs, then
# http://localhost:8000/documentation/sextant/.
CATALOGUE = Sources/sextant/Sextant.docc
docs:
	docc convert $(CATALOGUE) --fallback-display-name Sextant --fallback-bundle-identifier org.sextant.Sextant \
	    --output-path build/docs --warnings-as-errors
	$(SWIFT) build
	for module in CostModel Planning; do \
	    mkdir -p build/symbols/$$module && \
	    $(SWIFT) symbolgraph-extract -module-name $$module -I .build/debug/Modules -minimum-access-level public \
	        -target $$(uname -m)-unknown-linux-gnu -output-dir build/symbols/$$module && \
	    docc convert Sources/$$module/$$module.docc --fallback-display-name $$module \
	        --fallback-bundle-identifier org.sextant.$$module --additional-symbol-graph-dir build/symbols/$$module \
	        --output-path build/docs-$$module --warnings-as-errors || exit 1; \
	done

# Articles that the program writes from its declarations and from the measurements, and the output that others show; tests
# compare both.
pages: all python mpi
	mkdir -p build
	$(BINARY) --generate reference > build/Reference.md && mv build/Reference.md $(CATALOGUE)/Reference.md
	$(BINARY) --generate accuracy > build/AccuracyTables.md && mv build/AccuracyTables.md $(CATALOGUE)/AccuracyTables.md
	python3 .ci/articles.py $(BINARY) $(CATALOGUE) .

# A joint fit to silicon.csv, later-runs.csv and saturation.csv, with Huber's loss, deployments whole in a fold and each model left
# out in turn (Accuracy.md): four minutes of a core. It comes near the catalogue's constants and records, which rest on a prior of
# measured kernels too, and for Blackwell's classes of kernels on a choice by hand: look at the difference before it is kept.
calibrations: all python
	python3 .ci/calibrations.py $(BINARY) Sources/CatalogData/calibrations

# The manual page and the completion are made by the program itself, from its declarations.
install: all
	mkdir -p build
	for file in man bash zsh fish; do $(BINARY) --generate $$file > build/sextant.$$file || exit 1; done
	$(BINARY) --lang zh --generate man > build/sextant.zh.man
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/sextant
	$(INSTALL) build/sextant.man $(SHARE)/man/man1/sextant.1
	$(INSTALL) build/sextant.zh.man $(SHARE)/man/zh_CN/man1/sextant.1
	$(INSTALL) build/sextant.bash $(SHARE)/bash-completion/completions/sextant
	$(INSTALL) build/sextant.zsh $(DESTDIR)$(ZSHDIR)/_sextant
	$(INSTALL) build/sextant.fish $(SHARE)/fish/vendor_completions.d/sextant.fish
	$(INSTALL) -t $(SHARE)/doc/sextant README.md README.zh-CN.md CHANGELOG.md
	$(INSTALL) LICENSE $(SHARE)/doc/sextant/copyright
	$(INSTALL) -t $(SHARE)/doc/sextant/examples sessions/*.sextant sessions/*.csv

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/sextant $(SHARE)/man/man1/sextant.1 $(SHARE)/man/zh_CN/man1/sextant.1 $(DESTDIR)$(ZSHDIR)/_sextant
	rm -f $(SHARE)/bash-completion/completions/sextant $(SHARE)/fish/vendor_completions.d/sextant.fish
	rm -rf $(SHARE)/doc/sextant

# A package for Debian 12; its dependencies are the libraries that the program loads.
deb: all
	.packaging/deb.sh $(BINARY)

clean:
	rm -rf .build build
