package dev.vitcc.cli.report;

import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.CommandLine;
import dev.vitcc.cli.page.Blocks.LinkTo;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.templates.Markup;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What can be done next, and where everything lies.
final class FileSection {
  private final Facts facts;
  private final Blocks blocks;

  private FileSection(Facts facts, Blocks blocks) {
    this.facts = facts;
    this.blocks = blocks;
  }

  static Section commands(Facts facts, Blocks blocks) {
    return new FileSection(facts, blocks).commands();
  }

  static Section files(Facts facts, Blocks blocks) {
    return new FileSection(facts, blocks).files();
  }

  private Section commands() {
    List<CommandLine> lines = new ArrayList<>();
    if (has("rtl/files.f")) {
      lines.add(new CommandLine("make lint", "Verilator, and Icarus where it is installed"));
      lines.add(
          new CommandLine(
              "vitcc sim .", "simulate the RTL, compare every tensor, and renew this page"));
      lines.add(new CommandLine("vitcc synth .", "resources according to Yosys, on this page too"));
    }
    if (has("hls/Makefile")) {
      lines.add(
          new CommandLine("make csim", "run the HLS C++ as a program; every tensor is compared"));
      lines.add(new CommandLine("make hls", "Vitis HLS: synthesis, co-simulation, IP"));
    }
    if (has("vivado/design.tcl")) {
      lines.add(new CommandLine("make ip", "Vivado: the accelerator as an IP block"));
      lines.add(new CommandLine("make vivado-synth", "Vivado: utilisation and timing"));
      lines.add(new CommandLine("make bitstream", "Vivado: the bitstream for the board"));
      lines.add(
          new CommandLine(
              "vitcc report .", "take up what Vivado and Vitis HLS found, and renew this page"));
    }
    if (facts.files().stream().anyMatch(file -> file.startsWith("driver/test/"))) {
      lines.add(
          new CommandLine("make driver-test", "the C and Python drivers on the simulated RTL"));
    }
    return new Section(
        "next",
        "Next steps",
        List.of(blocks.prose("In the folder of this page:"), blocks.commands(lines)));
  }

  private boolean has(String file) {
    return facts.files().contains(file);
  }

  private Section files() {
    SortedMap<String, List<String>> folders = new TreeMap<>();
    for (String file : facts.files()) {
      int slash = file.indexOf('/');
      folders
          .computeIfAbsent(slash < 0 ? "" : file.substring(0, slash), name -> new ArrayList<>())
          .add(file);
    }
    List<Markup> parts = new ArrayList<>();
    parts.add(
        blocks.links(
            folders.getOrDefault("", List.of()).stream()
                .map(file -> link(file, meaning(file)))
                .toList()));
    for (Map.Entry<String, List<String>> folder : folders.entrySet()) {
      if (!folder.getKey().isEmpty()) {
        String name = folder.getKey();
        int count = folder.getValue().size();
        parts.add(
            blocks.foldedOnScreen(
                Summary.text(
                    "%s/ – %s, %d %s",
                    name, meaning(name + "/"), count, count == 1 ? "file" : "files"),
                List.of(
                    blocks.links(
                        folder.getValue().stream().map(file -> link(file, "")).toList()))));
      }
    }
    return new Section("files", "Files", parts);
  }

  private static LinkTo link(String file, String meaning) {
    Optional<String> said = meaning.isEmpty() ? Optional.empty() : Optional.of("– " + meaning);
    return new LinkTo(encoded(file), file, said);
  }

  /// As a relative reference: never taken for one to another place.
  private static String encoded(String file) {
    try {
      return "./" + new URI(null, null, "/" + file, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String meaning(String place) {
    return switch (place) {
      case "Makefile" -> "all that can be done here without vitcc";
      case "vitcc.mk" -> "to include this build in a larger Makefile";
      case "manifest.json" -> "every file that vitcc wrote, with its hash";
      case "report.json" -> "the figures of this page, for machines";
      case "rtl/" -> "SystemVerilog";
      case "hls/" -> "Vitis HLS C++";
      case "image/" -> "weights and program as they lie in memory";
      case "sim/" -> "Verilator testbench and vectors";
      case "csim/" -> "testbench of the HLS C++";
      case "vivado/" -> "scripts from the RTL to the bitstream";
      case "driver/" -> "C and Python drivers, and the register map";
      case "ir/" -> "the graph after each pass";
      case "plots/" -> "approximated functions";
      default -> "";
    };
  }
}
