# Passerelle. `make` builds build/passerelle; `make demo` and `make check` first install what is missing.
SANITIZE ?=
BUILD    ?= build$(if $(SANITIZE),/sanitize)
PREFIX   ?= /usr
DESTDIR  ?=

STAGES   := base collect db decode extract handle render submit
PACKAGES := gmime-3.0 libcurl sqlite3 libpcre2-8 libical libconfuse jansson libxml-2.0 uchardet libseccomp libpsl gnutls nettle libidn2
LIBS     := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -letpan -lunistring -lmagic -lcsv

CFLAGS   ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
HARDEN   := -fstack-protector-strong -fPIE $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
SAN      := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all)
# The vendors' headers come with -isystem, so that our warnings are about our code.
VENDOR   := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)) -isystem /usr/include/libxml2
DEFINES  := -D_POSIX_C_SOURCE=200809L -DPASSERELLE_PREFIX='"$(PREFIX)"'
ALL_CFLAGS = -std=c17 $(DEFINES) -Iinclude $(VENDOR) -include src/base/banned.h $(WARNINGS) $(HARDEN) $(SAN) $(CFLAGS) -MMD -MP
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(SAN) $(LDFLAGS)

stage_objects = $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/$1/*.c))
up_to         = $(call reverse,$(call take,$1,$(STAGES)))
take          = $(if $2,$(firstword $2) $(if $(filter $1,$(firstword $2)),,$(call take,$1,$(wordlist 2,99,$2))))
reverse       = $(if $1,$(call reverse,$(wordlist 2,99,$1)) $(firstword $1))

PROGRAM_OBJECTS := $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/*.c))
ARCHIVES        := $(STAGES:%=$(BUILD)/lib%.a)
# A unit test is named STAGE_module.c and is linked with its stage and those before it: the one rule, kept by the linker.
UNIT_TESTS      := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/*.c))
FLOW_TESTS      := $(wildcard tests/flow/*.t)

.PHONY: all deps demo check check-unit check-flow layers lint format install bench coverage clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/passerelle

$(BUILD)/passerelle: $(PROGRAM_OBJECTS) $(ARCHIVES)
	$(CC) $(ALL_LDFLAGS) -o $@ $(PROGRAM_OBJECTS) $(call reverse,$(ARCHIVES)) $(LIBS)

define stage_rule
$(BUILD)/lib$1.a: $(call stage_objects,$1)
	@rm -f $$@
	@$(AR) rcs $$@ $$^
endef
$(foreach stage,$(STAGES),$(eval $(call stage_rule,$(stage))))

# Everything is compiled anew when the flags change.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))' > $@
.PHONY: FORCE
FORCE:

$(BUILD)/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

.SECONDEXPANSION:
$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/flags $$(foreach s,$$(call up_to,$$(firstword $$(subst _, ,$$*))),$(BUILD)/lib$$(s).a)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(foreach s,$(call up_to,$(firstword $(subst _, ,$*))),$(BUILD)/lib$(s).a) -lcmocka $(LIBS)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

clean:
	rm -rf build
