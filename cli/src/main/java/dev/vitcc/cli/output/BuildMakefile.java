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
        #   make clean

        YOSYS ?= yosys
        planned := csim hls ip bitstream

        .PHONY: sim lint synth clean $(planned)
        .DEFAULT_GOAL := sim

        sim:
        \t$(MAKE) -C sim

        lint:
        \t$(MAKE) -C sim lint

        synth:
        \tcd rtl && $(YOSYS) -q -s synth.ys

        clean:
        \t$(MAKE) -C sim clean
        \trm -f rtl/synth.txt rtl/depth.txt

        $(planned):
        \t@echo '$@: not supported yet' >&2; exit 2
        """;
  }
}
