# For a larger Makefile: where things of this build lie, and how they are made.
#
#   include path/to/build/vitcc.mk
#   my_design: $(VITCC_IP)
#
# Vivado is $(VIVADO), as everywhere in this build.

VITCC_BUILD := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
VITCC_TOP := vitcc_accel
VITCC_RTL := $(addprefix $(VITCC_BUILD)/rtl/,$(shell sed -e 's/\#.*//' $(VITCC_BUILD)/rtl/files.f))
VITCC_IMAGE := $(VITCC_BUILD)/image/vitcc.bin
VITCC_IP := $(VITCC_BUILD)/vivado/ip/component.xml
VITCC_BITSTREAM := $(VITCC_BUILD)/vivado/bitstream/vitcc_accel.bit
VITCC_DRIVER := $(wildcard $(addprefix $(VITCC_BUILD)/driver/,vitcc_accel.c vitcc_accel.h vitcc_accel_hw.h))

.PHONY: vitcc-sim vitcc-lint vitcc-driver-test

vitcc-sim vitcc-lint vitcc-driver-test:
	$(MAKE) -C $(VITCC_BUILD) $(@:vitcc-%=%)

$(VITCC_IP): $(VITCC_RTL) $(VITCC_BUILD)/vivado/design.tcl
	$(MAKE) -C $(VITCC_BUILD) ip

$(VITCC_BITSTREAM): $(VITCC_IP)
	$(MAKE) -C $(VITCC_BUILD) bitstream
