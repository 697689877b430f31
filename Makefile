# Every target sets up what it needs on a fresh Debian machine with a Swift toolchain.
PREFIX ?= /usr/local
SWIFT ?= swift
RELEASE = $(SWIFT) build -c release --product sextant --static-swift-stdlib
BINARY = .build/release/sextant

.PHONY: all demo test lint bench install setup clean

all: setup
	$(RELEASE)

# libedit is the one library that is not part of the toolchain.
setup:
	@test -e /usr/include/histedit.h || { apt-get update && apt-get install -y libedit-dev; }

# The main job: the 128-chip study, from chip to saved plan.
demo: all
	$(BINARY) sessions/128-chip-decode.sextant

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

bench: all
	$(BINARY) bench

install: all
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/sextant

clean:
	rm -rf .build
