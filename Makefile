# Passerelle. `make` builds build/passerelle; `make demo` and `make check` first install what is missing.
SANITIZE ?=
BUILD    ?= build$(if $(SANITIZE),/sanitize)
PREFIX   ?= /usr
VERSION  := 1.0.0
DESTDIR  ?=
UNITDIR  ?= $(PREFIX)/lib/systemd/system

# The stages are the folders of src, which sort in the order of the flow.
STAGES   := $(sort $(notdir $(patsubst %/,%,$(wildcard src/*/))))
PACKAGES := gmime-3.0 libcurl sqlite3 libpcre2-8 libical libconfuse jansson libxml-2.0 uchardet libpsl gnutls nettle libidn2 libseccomp libzip xlsxwriter
LIBS     := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -letpan -lunistring -lmagic -lcsv -lm

CFLAGS   ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
HARDEN   := -fstack-protector-strong -fPIE $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
SAN      := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all $(if $(findstring address,$(SANITIZE)),-DPASSERELLE_ASAN))
# The vendors' headers come with -isystem, so that our warnings are about our code.
VENDOR   := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)) -isystem /usr/include/libxml2
DEFINES  := -D_POSIX_C_SOURCE=200809L -DPASSERELLE_PREFIX='"$(PREFIX)"' -DPASSERELLE_VERSION='"$(VERSION)"'
ALL_CFLAGS = -std=c17 $(DEFINES) -Iinclude $(VENDOR) -include src/base/banned.h $(WARNINGS) $(HARDEN) $(SAN) $(CFLAGS) -MMD -MP
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(SAN) $(LDFLAGS)

# `make V=1` shows the commands.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-5s %s\n' $1 $2)

stage_objects = $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/$1/*.c src/$1/*/*.c))
up_to         = $(call reverse,$(call take,$1,$(STAGES)))
take          = $(if $2,$(firstword $2) $(if $(filter $1,$(firstword $2)),,$(call take,$1,$(wordlist 2,99,$2))))
reverse       = $(if $1,$(call reverse,$(wordlist 2,99,$1)) $(firstword $1))

PROGRAM_OBJECTS := $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/*.c))
ARCHIVES        := $(STAGES:%=$(BUILD)/lib%.a)
# A unit test is named STAGE_module.c and is linked with its stage and those before it, so that the linker
# enforces the one rule.
UNIT_TESTS      := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/*.c))
# The layers are the same with sanitizers.
FLOW_TESTS      := $(filter-out $(if $(SANITIZE),tests/flow/91-layers.t),$(wildcard tests/flow/*.t))
# A fuzz target is linked with everything. `make check` replays its seeds and former findings; `make fuzz`
# runs it.
FUZZ_TARGETS    := $(filter-out driver replay,$(basename $(notdir $(wildcard tests/fuzz/*.c))))
FUZZ_REPLAYS    := $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/replay-%)
TIME            ?= 60
ROUNDS          ?= 5
# Tests at a time: half of each is waiting, with sanitizers less.
JOBS            ?= $(shell expr $(if $(SANITIZE),1 +,2 \*) $$(nproc))
# They kill by a preloaded library, which sanitizers don't tolerate.
CRASH_TESTS     := $(if $(SANITIZE),,$(wildcard tests/crash/*.t))
# They try what unit and flow tests reach, in great numbers.
WIDE_TESTS      := $(if $(SANITIZE),,tests/letters/10-sheets.t tests/generated/offers.t tests/years/partnership.t)

# Debian packages: for building the program, and additional ones for tests and checks.
BUILD_PACKAGES := gcc libc6-dev pkg-config libetpan-dev libgmime-3.0-dev libcurl4-gnutls-dev libsqlite3-dev libpcre2-dev libical-dev \
	libconfuse-dev libjansson-dev libxml2-dev libuchardet-dev libcsv-dev libmagic-dev libpsl-dev libgnutls28-dev nettle-dev \
	libunistring-dev libidn2-dev libseccomp-dev libzip-dev libxlsxwriter-dev tzdata ca-certificates
TEST_PACKAGES  := perl libcmocka-dev dovecot-imapd dovecot-lmtpd cyrus-common sasl2-bin postfix isync python3 python3-icalendar python3-openpyxl python3-xlsxwriter python3-docx python3-odf openssl gnutls-bin systemd
FUZZ_PACKAGES  := clang libclang-rt-14-dev python3
# Tools that display and check letters; html-validate, axe-core and ical.js are not in Debian and come from
# npm.
LETTER_PACKAGES := chromium fonts-liberation python3-pil spamassassin hunspell hunspell-fr
CLIENT_PACKAGES := neomutt s-nail thunderbird xvfb
HTML_VALIDATE   := html-validate@8.29.0
AXE_CORE        := axe-core@4.10.3
ICAL_JS         := ical.js@2.2.1
# Tools that `make bench` compares the program with; better-sqlite3 is built from source.
BENCH_PACKAGES  := g++ make
BENCH_MODULES   := imapflow@1.0.171 mailparser@3.7.1 nodemailer@6.9.16 better-sqlite3@11.5.0 --build-from-source --nodedir=/usr
LINT_PACKAGES  := clang clang-tidy clang-format cppcheck mandoc shellcheck
DEB_PACKAGES   := debhelper fakeroot lintian

.PHONY: check-install man deb letters letters-installed check-clients years offers weights all deps deps-build deps-test demo check check-installed hooks fuzz fuzz-installed layers lint format install bench clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/passerelle

$(BUILD)/passerelle: $(PROGRAM_OBJECTS) $(ARCHIVES)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(PROGRAM_OBJECTS) $(call reverse,$(ARCHIVES)) $(LIBS)

define stage_rule
$(BUILD)/lib$1.a: $(call stage_objects,$1)
	@rm -f $$@
	@$(AR) rcs $$@ $$^
endef
$(foreach stage,$(STAGES),$(eval $(call stage_rule,$(stage))))

# Everything is recompiled when the flags change.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))' > $@
.PHONY: FORCE
FORCE:

$(BUILD)/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

.SECONDEXPANSION:
$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/flags $$(foreach s,$$(call up_to,$$(firstword $$(subst _, ,$$*))),$(BUILD)/lib$$(s).a)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(foreach s,$(call up_to,$(firstword $(subst _, ,$*))),$(BUILD)/lib$(s).a) -lcmocka $(LIBS)

$(BUILD)/tests/fuzz/replay-%: tests/fuzz/%.c tests/fuzz/replay.c tests/fuzz/fuzz.h $(BUILD)/config.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$(@:$(BUILD)/%=%))
	$(Q)$(CC) $(ALL_CFLAGS) -DFUZZ_TARGET='"$*"' $(ALL_LDFLAGS) -o $@ $(filter %.c %.o,$^) $(call reverse,$(ARCHIVES)) $(LIBS)

$(BUILD)/tests/fuzz/fuzz-%: tests/fuzz/%.c tests/fuzz/driver.c tests/fuzz/fuzz.h $(BUILD)/config.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$(@:$(BUILD)/%=%))
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $(filter %.c %.o,$^) $(call reverse,$(ARCHIVES)) $(LIBS)

# Data and schema are embedded in the program.
$(BUILD)/base/phrases.o: templates/fr/phrases
$(BUILD)/extract/rules.o: rules/offers.fr
$(BUILD)/tool/setup_configuration.o: systemd/passerelle.conf
$(BUILD)/db/embedded.o: $(wildcard src/db/*.sql src/db/places/*.tsv)

-include $(shell find $(BUILD) -name '*.d' -type f 2>/dev/null)

# Installs the missing packages of $1; does nothing, and needs no root, when all are there. Starts no
# services.
define install_packages
	@missing=$$(dpkg-query -W -f '$${Package} $${Status}\n' $1 2>/dev/null | sed -n 's/ install ok installed$$//p' | tr '\n' ' '); \
	missing=$$(for p in $1; do case " $$missing" in *" $$p "*) ;; *) printf '%s ' $$p;; esac; done); \
	[ -z "$$missing" ] || { echo "installing: $$missing"; tests/install-packages $$missing; }
endef

# Installs the module $1, which npm knows as $2.
define install_modules
	@command -v node >/dev/null && command -v npm >/dev/null || $(MAKE) --no-print-directory node
	@[ -d $(BUILD)/npm/node_modules/$1 ] || npm install --silent --no-fund --no-audit --prefix $(BUILD)/npm $2
endef

deps: deps-build deps-test
	$(call install_packages,$(LINT_PACKAGES))
deps-build:
	$(call install_packages,$(BUILD_PACKAGES))
deps-test: build/cyrus/usr/lib/cyrus/bin/imapd
	$(call install_packages,$(TEST_PACKAGES))
# Cyrus's IMAP server conflicts with Dovecot's package (both are "imap-server"), so it is unpacked;
# tests/flow/lib/cyrus.py finds it.
build/cyrus/usr/lib/cyrus/bin/imapd:
	@tests/unpack-package cyrus-imapd build/cyrus

# What follows an installation runs in a new make, which finds the new packages; it compiles on all processors.
INSTALLED_MAKE := $(MAKE) --no-print-directory --jobs=$(shell nproc)
demo: deps-build
	$(call install_packages,python3)
	@$(INSTALLED_MAKE) all
	@tests/demo

check: deps-build deps-test
	@$(INSTALLED_MAKE) check-installed

# The program with faults that a message can trigger in its sandboxes (src/handle/hooks.h); never installed. Its files
# take the place of the archives' members.
HOOKED := $(patsubst src/%.c,$(BUILD)/hooks/%.o,$(shell grep -l '"hooks.h"' src/handle/*.c))
hooks: $(BUILD)/hooks/passerelle
$(BUILD)/hooks/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -DPASSERELLE_TEST_HOOKS -c -o $@ $<
$(BUILD)/hooks/passerelle: $(HOOKED) $(PROGRAM_OBJECTS) $(ARCHIVES)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(HOOKED) $(PROGRAM_OBJECTS) $(call reverse,$(ARCHIVES)) $(LIBS)

# The longest tests first, so that none runs alone at the end.
check-installed: all hooks $(UNIT_TESTS) $(FUZZ_REPLAYS)
	PASSERELLE=$(CURDIR)/$(BUILD)/passerelle prove --jobs $(JOBS) --timer $(CRASH_TESTS) $(WIDE_TESTS) $(UNIT_TESTS) $(FUZZ_REPLAYS) $(FLOW_TESTS)

# Every letter in a browser, light and dark, on phones and desktops; pictures are in build/letters.
# PICTURES=write stores them in tests/letters/golden, for a reviewer to look at.
letters: deps-build deps-test
	$(call install_packages,$(LETTER_PACKAGES))
	$(call install_modules,html-validate,$(HTML_VALIDATE))
	$(call install_modules,axe-core,$(AXE_CORE))
	@$(INSTALLED_MAKE) letters-installed

# Real mail programs answer the buttons of letters and the invitations; libraries of other programs parse
# outgoing calendars.
check-clients: deps-build deps-test
	$(call install_packages,$(CLIENT_PACKAGES))
	$(call install_modules,ical.js,$(ICAL_JS))
	@$(INSTALLED_MAKE) all
	PASSERELLE=$(CURDIR)/$(BUILD)/passerelle prove --timer tests/clients/*.t

.PHONY: node
node:
	$(call install_packages,nodejs npm libnode-dev)

letters-installed: all
	PASSERELLE=$(CURDIR)/$(BUILD)/passerelle prove --jobs $(JOBS) --timer tests/letters/*.t

# What courtesy and exclusion sound like, from tests/answers and tests/offers.
weights:
	$(call install_packages,python3-sklearn)
	tests/weigh courtesy > src/extract/tone_courtesy.c
	tests/weigh exclusion > src/extract/tone_exclusion.c

# Each target for TIME seconds in turn; a finding fails. Its input is in build/fuzz/TARGET-*, and belongs in
# tests/fuzz/regress/TARGET once it is corrected.
fuzz: deps-build
	$(call install_packages,$(FUZZ_PACKAGES))
	@$(INSTALLED_MAKE) CC=clang BUILD=build/fuzz SANITIZE=fuzzer-no-link,address,undefined fuzz-installed

fuzz-installed: $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/fuzz-%)
	@tests/fuzz/run $(BUILD) $(TIME) $(FUZZ_TARGETS)

# Each compares with another program in the same run: the medians of ROUNDS.
bench: deps-build deps-test
	$(call install_packages,$(BENCH_PACKAGES))
	$(call install_modules,better-sqlite3,$(BENCH_MODULES))
	@$(INSTALLED_MAKE) all
	@PASSERELLE=$(CURDIR)/$(BUILD)/passerelle ROUNDS=$(ROUNDS) tests/bench/run

# A year of events, and two years of the whole partnership with 300 contacts, against independent models, for
# each of SEEDS; the stories in tests/years describe further settings.
TWO_YEARS := WAKES=700 ACTS=2500 MISSIONS=8 ADVISERS=5 COMPANIES=6 RECRUITERS=3
years: deps-build deps-test
	@$(INSTALLED_MAKE) all
	PASSERELLE=$(CURDIR)/$(BUILD)/passerelle SEEDS="$(or $(SEEDS),1)" prove --timer tests/years/events.t
	PASSERELLE=$(CURDIR)/$(BUILD)/passerelle SEEDS="$(or $(SEEDS),1)" $(TWO_YEARS) prove --timer tests/years/partnership.t

# Offers in every carrier with known results: MAILS of them for each of SEEDS (make check tries a few).
offers: deps-build deps-test
	@$(INSTALLED_MAKE) all
	@for seed in $(or $(SEEDS),1); do PASSERELLE=$(CURDIR)/$(BUILD)/passerelle MAILS=$(or $(MAILS),3000) SEED=$$seed tests/generated/offers.t || exit 1; done

layers:
	@tests/layers

# clang-tidy prints findings on stdout; on stderr it only counts what it ignores.
lint:
	$(call install_packages,$(LINT_PACKAGES))
	@clang-format --dry-run --Werror $(SOURCES)
	@$(MAKE) --no-print-directory man
	@! mandoc -T lint $(MAN) | grep -v 'referenced manual not found'
	@shellcheck debian/*.postrm tests/install-packages tests/unpack-package
	@$(INSTALLED_MAKE) CC=clang BUILD=build/clang all
	@cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --inline-suppr --suppress=missingIncludeSystem \
		'-Djson_array_foreach(array,index,value)=for(;;)' \
		--std=c11 -Iinclude -j2 src
	@printf '%s\n' $(filter %.c,$(filter src/%,$(SOURCES))) | xargs -P2 -n4 sh -c 'clang-tidy --quiet "$$@" -- $(subst ','\'',$(TIDY_FLAGS)) 2>/dev/null' clang-tidy

SOURCES = $(wildcard src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] include/*.h include/*/*.h tests/unit/*.[ch])
TIDY_FLAGS = -std=c17 $(DEFINES) -Iinclude $(VENDOR) -include src/base/banned.h

format:
	@clang-format -i $(SOURCES)

# The manual page of forms is made from the forms' labels and hints.
MAN := debian/man/passerelle.8 debian/man/passerelle.conf.5 $(BUILD)/man/passerelle-forms.7
man: $(MAN)
$(BUILD)/man/passerelle-forms.7: debian/man/forms.awk src/extract/kinds.c templates/fr/phrases
	@mkdir -p $(@D)
	$(Q)awk -f $^ > $@

# The Debian package, built in a copy of the tree; it is in build/deb.
deb: deps-build
	$(call install_packages,$(DEB_PACKAGES))
	@rm -rf build/deb && mkdir -p build/deb/passerelle
	@cp -r Makefile README.md src include rules templates systemd debian build/deb/passerelle
	@cd build/deb/passerelle && dpkg-buildpackage --build=binary --no-sign >../log 2>&1 || { tail -n 30 ../log; exit 1; }
	@lintian --allow-root --fail-on error,warning build/deb/*.changes
	@ls build/deb/*.deb

# The package in a Debian 12 root of its own, which is kept as build/debian.tar; needs root.
check-install: deb deps-test
	$(call install_packages,debootstrap)
	prove --timer tests/install/*.t

install: all man
	install -Dm755 $(BUILD)/passerelle $(DESTDIR)$(PREFIX)/bin/passerelle
	cd rules && find . -type f -exec install -Dm644 {} $(DESTDIR)$(PREFIX)/share/passerelle/rules/{} \;
	cd templates && find . -type f -exec install -Dm644 {} $(DESTDIR)$(PREFIX)/share/passerelle/templates/{} \;
	install -Dm644 systemd/passerelle.service $(DESTDIR)$(UNITDIR)/passerelle.service
	install -Dm644 systemd/passerelle.conf $(DESTDIR)$(PREFIX)/share/doc/passerelle/passerelle.conf
	install -Dm644 README.md $(DESTDIR)$(PREFIX)/share/doc/passerelle/README.md
	install -Dm644 -t $(DESTDIR)$(PREFIX)/share/doc/passerelle/monitoring debian/monitoring/*
	for page in $(MAN); do install -Dm644 -t $(DESTDIR)$(PREFIX)/share/man/man$${page##*.} $$page; done
	install -Dm644 debian/completions/passerelle $(DESTDIR)$(PREFIX)/share/bash-completion/completions/passerelle
	install -Dm644 debian/completions/_passerelle $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_passerelle

clean:
	rm -rf build
