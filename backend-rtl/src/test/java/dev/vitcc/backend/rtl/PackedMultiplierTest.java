package dev.vitcc.backend.rtl;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two products on one multiplier are the two products, for every operand that numerics.md allows,
/// and chains of eight keep them apart.
class PackedMultiplierTest {
  @TempDir private Path build;

  @Test
  void givesEveryProductAndTheSumsOfChains() throws Exception {
    passes("rtl/vitcc_dot.sv");
  }

  /// Yosys is given the cells themselves.
  @Test
  void cellsOfUltraScaleGiveTheSame() throws Exception {
    passes("-DVITCC_DSP48E2", "-Wno-fatal", file("DSP48E2.sv").toString(), "rtl/vitcc_dot.sv");
  }

  private void passes(String... sources) throws Exception {
    ExternalTool verilator = ExternalTool.require("verilator");
    ExternalTool.require("g++");
    ExternalTool.require("make");
    for (SourceFile file : new RtlBackend().emit("bench", Engines.SMALL)) {
      Files.createDirectories(build.resolve(file.path()).getParent());
      Files.writeString(build.resolve(file.path()), file.text());
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--cc",
                "--exe",
                "--build",
                "--top-module",
                "vitcc_dot",
                "-GPk=8",
                "-O3",
                "-CFLAGS",
                "-std=c++17 -O2",
                "-y",
                "rtl",
                "--Mdir",
                "obj"));
    arguments.addAll(List.of(sources));
    arguments.add(file("main.cpp").toString());
    verilator.passes(build, arguments.toArray(String[]::new));
    new ExternalTool(build.resolve("obj/Vvitcc_dot")).passes(build);
  }

  private static Path file(String name) throws URISyntaxException {
    return Path.of(PackedMultiplierTest.class.getResource("/packed-multiplier/" + name).toURI());
  }
}
