package dev.vitcc.backend.rtl;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two products on one multiplier are the two products, for every operand that numerics.md allows,
/// and chains of eight keep them apart.
class PackedMultiplierTest {
  @TempDir private Path build;

  @Test
  void givesEveryProductAndTheSumsOfChains() throws Exception {
    ExternalTool verilator = ExternalTool.require("verilator");
    ExternalTool.require("g++");
    ExternalTool.require("make");
    for (SourceFile file : new RtlBackend().emit("bench", Engines.SMALL)) {
      Files.createDirectories(build.resolve(file.path()).getParent());
      Files.writeString(build.resolve(file.path()), file.text());
    }
    verilator.passes(
        build,
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
        "obj",
        "rtl/vitcc_dot.sv",
        bench().toString());
    new ExternalTool(build.resolve("obj/Vvitcc_dot")).passes(build);
  }

  private static Path bench() throws URISyntaxException {
    return Path.of(PackedMultiplierTest.class.getResource("/packed-multiplier/main.cpp").toURI());
  }
}
