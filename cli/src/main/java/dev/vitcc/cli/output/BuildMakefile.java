package dev.vitcc.cli.output;

/// The `Makefile` of a build folder: what can be done with it without vitcc.
final class BuildMakefile {
  static final String FILE = "Makefile";

  private BuildMakefile() {}

  static String text() {
    return """
        # What can be done with this build, without vitcc.
        #
        #   make sim      simulate the RTL with Verilator; every stored tensor is compared
        #   make lint     Verilator, and Icarus where it is installed
        #   make synth    resources according to Yosys, in rtl/synth.txt
        #   make csim     run the HLS C++ as a program; every stored tensor is compared
        #   make hls      Vitis HLS: C simulation, synthesis, co-simulation, IP
        #   make clean

        YOSYS ?= yosys
        planned := ip bitstream

        .PHONY: sim lint synth csim hls clean $(planned)
        .DEFAULT_GOAL := $(if $(wildcard rtl),sim,csim)

        # What this build was not compiled for.
        ifeq ($(wildcard rtl),)
        sim lint synth:
        \t@echo '$@: there is no RTL here, compile with --emit rtl' >&2; exit 2
        else
        sim:
        \t$(MAKE) -C sim

        lint:
        \t$(MAKE) -C sim lint

        synth:
        \tcd rtl && $(YOSYS) -q -s synth.ys
        endif

        ifeq ($(wildcard hls),)
        csim hls:
        \t@echo '$@: there is no HLS C++ here, compile with --emit rtl,hls' >&2; exit 2
        else
        csim:
        \t$(MAKE) -C hls csim

        hls:
        \t$(MAKE) -C hls hls
        endif

        clean:
        \t$(if $(wildcard sim/Makefile),$(MAKE) -C sim clean)
        \t$(if $(wildcard hls/Makefile),$(MAKE) -C hls clean)
        \trm -f rtl/synth.txt rtl/depth.txt

        $(planned):
        \t@echo '$@: not supported yet' >&2; exit 2
        """;
  }
}
