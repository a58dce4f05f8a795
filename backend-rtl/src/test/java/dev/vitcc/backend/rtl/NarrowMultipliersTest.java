package dev.vitcc.backend.rtl;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Narrow columns give the sums of products of every operand and every weight of their formats.
class NarrowMultipliersTest {
  @TempDir private Path build;

  @Test
  void giveEveryProduct() throws Exception {
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
        "narrow_multipliers",
        "-O3",
        "-CFLAGS",
        "-std=c++17 -O2",
        "-y",
        "rtl",
        "--Mdir",
        "obj",
        bench("narrow_multipliers.sv").toString(),
        bench("main.cpp").toString());
    new ExternalTool(build.resolve("obj/Vnarrow_multipliers")).passes(build);
  }

  private static Path bench(String file) throws URISyntaxException {
    return Path.of(NarrowMultipliersTest.class.getResource("/narrow-multipliers/" + file).toURI());
  }
}
