package dev.vitcc.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelsTest {
  @TempDir private Path scratch;

  @Test
  void listsFolder() throws IOException {
    fill(scratch);
    assertThat(Kernels.list(scratch, "rtl")).containsExactly("a.sv", "b.sv");
  }

  @Test
  void listsJar() throws IOException {
    Path jar = scratch.resolve("kernels.jar");
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      fill(inside.getPath("/"));
    }
    assertThat(Kernels.list(jar, "rtl")).containsExactly("a.sv", "b.sv");
  }

  private static void fill(Path root) throws IOException {
    Path rtl = Files.createDirectory(root.resolve("rtl"));
    for (String name : new String[] {"b.sv", "a.sv", "structure.stg"}) {
      Files.writeString(rtl.resolve(name), "");
    }
  }

  @Test
  void readsFile() {
    assertThat(Kernels.read("kernels", "one.sv")).isEqualTo("// one\n");
  }

  @Test
  void throwsForMissingFileAndFolder() {
    assertThatThrownBy(() -> Kernels.read("kernels", "two.sv"))
        .hasMessage("no kernel kernels/two.sv");
    assertThatThrownBy(() -> Kernels.list("nowhere")).hasMessage("no kernel folder nowhere");
  }
}
