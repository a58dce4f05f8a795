package dev.vitcc.integration.hostile;

import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.vendor.VendorReports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.json.JsonMapper;

/// A build on which the tools of vendors ran, and of whose reports one is from elsewhere.
final class VendorFolder {
  private static final String MANIFEST = "{\"schema\": \"vitcc.manifest/1\", \"files\": {}}";
  private static final String VIVADO = "vivado/reports/synth_";

  private VendorFolder() {}

  static void readUtilization(Path report) throws IOException {
    read(report, VIVADO + "utilization.rpt", VIVADO + "manifest.json");
  }

  static void readTiming(Path report) throws IOException {
    read(report, VIVADO + "timing.rpt", VIVADO + "manifest.json");
  }

  static void readHls(Path report) throws IOException {
    read(report, "hls/vitcc_hls/solution/syn/report/csynth.xml", "hls/synthesis_manifest.json");
  }

  private static void read(Path report, String name, String manifest) throws IOException {
    Path build = report.resolveSibling("build-" + report.getFileName());
    Path to = build.resolve(name);
    if (!Files.exists(build)) {
      Files.createDirectories(to.getParent());
      Files.writeString(build.resolve("manifest.json"), MANIFEST);
      Files.writeString(build.resolve(manifest), MANIFEST);
      put("utilization/synthesised.rpt", build.resolve(VIVADO + "utilization.rpt"));
      put("timing/synthesised.rpt", build.resolve(VIVADO + "timing.rpt"));
    }
    Files.copy(report, to, StandardCopyOption.REPLACE_EXISTING);
    VendorReports.read(ExistingBuild.open(build), JsonMapper.shared().createObjectNode());
  }

  private static void put(String seed, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    String resource = "/hostile/seeds/" + seed;
    try (InputStream in = VendorFolder.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource);
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
