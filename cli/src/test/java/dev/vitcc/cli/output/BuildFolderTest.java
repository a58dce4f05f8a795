package dev.vitcc.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildFolderTest {
  @TempDir private Path root;
  private Path target = Path.of("");
  private Path fresh = Path.of("");
  private Path old = Path.of("");

  @BeforeEach
  void places() {
    target = root.resolve("build");
    fresh = root.resolve(".build.vitcc-new");
    old = root.resolve(".build.vitcc-old");
  }

  private void build(String... files) {
    try (BuildFolder folder = BuildFolder.open(target)) {
      for (String file : files) {
        folder.write(file, "vitcc's " + file);
      }
      folder.commit();
    }
  }

  /// What lies in the root now: content by path.
  private SortedMap<String, String> tree() throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          tree.put(root.relativize(path).toString(), Files.readString(path));
        }
      }
    }
    return tree;
  }

  private static void foreign(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
  }

  @Test
  void leavesTheBuildWithItsManifestAndNothingElse() throws IOException {
    build("a.txt", "rtl/b.sv");
    assertThat(tree()).containsOnlyKeys("build/a.txt", "build/manifest.json", "build/rtl/b.sv");
    assertThat(tree().get("build/manifest.json")).contains("vitcc.manifest/1", "rtl/b.sv");
  }

  @Test
  void replacesItsOwnFilesAndKeepsThoseOfOthers() throws IOException {
    build("a.txt", "rtl/b.sv");
    foreign(target.resolve("rtl/mine.sv"));
    foreign(target.resolve("vivado/project/p.xpr"));
    Files.createDirectories(target.resolve("notes"));
    build("a.txt", "rtl/c.sv");
    assertThat(tree())
        .containsOnlyKeys(
            "build/a.txt",
            "build/manifest.json",
            "build/rtl/c.sv",
            "build/rtl/mine.sv",
            "build/vivado/project/p.xpr")
        .containsEntry("build/rtl/mine.sv", "mine");
    assertThat(target.resolve("notes")).isEmptyDirectory();
  }

  @Test
  void foreignFileInTheWayOfNewOneStepsAside() throws IOException {
    build("a.txt");
    foreign(target.resolve("b.txt"));
    build("a.txt", "b.txt");
    assertThat(tree())
        .containsEntry("build/b.txt", "vitcc's b.txt")
        .containsEntry("build/b.txt.kept", "mine");
    build("a.txt");
    assertThat(tree()).containsOnlyKeys("build/a.txt", "build/b.txt.kept", "build/manifest.json");
  }

  @Test
  void failedBuildLeavesTheOldOneAsItWas() throws IOException {
    build("a.txt");
    foreign(target.resolve("mine.txt"));
    SortedMap<String, String> before = tree();
    assertThatThrownBy(
            () -> {
              try (BuildFolder folder = BuildFolder.open(target)) {
                folder.write("a.txt", "half of it");
                throw new IllegalStateException("broken");
              }
            })
        .hasMessage("broken");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void killWhileWritingLeavesTheOldOneAndIsClearedAway() throws IOException {
    build("a.txt");
    foreign(fresh.resolve("a.txt"));
    foreign(fresh.resolve("rtl/b.sv"));
    build("c.txt");
    assertThat(tree()).containsOnlyKeys("build/c.txt", "build/manifest.json");
  }

  @Test
  void killBetweenTheRenamesPutsTheOldOneBack() throws IOException {
    build("a.txt");
    foreign(target.resolve("mine.txt"));
    SortedMap<String, String> before = tree();
    Files.move(target, old);
    foreign(fresh.resolve("a.txt"));
    BuildFolder.open(target).close();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void killAfterTheRenamesFinishesTheSwap() throws IOException {
    oldAndNewBuild();
    BuildFolder.open(target).close();
    assertSwapped();
  }

  @Test
  void killWhileKeepingForeignFilesFinishesTheSwap() throws IOException {
    oldAndNewBuild();
    Files.move(old.resolve("mine.txt"), target.resolve("mine.txt"));
    BuildFolder.open(target).close();
    assertSwapped();
  }

  @Test
  void killAtAnyMomentOfDeletingTheOldOneFinishesTheSwap() throws IOException {
    for (int deleted = 1; deleted <= 3; deleted++) {
      oldAndNewBuild();
      Files.move(old.resolve("mine.txt"), target.resolve("mine.txt"));
      Files.move(old.resolve("rtl/mine.sv"), target.resolve("rtl/mine.sv"));
      Files.delete(old.resolve("rtl/b.sv"));
      if (deleted > 1) {
        Files.delete(old.resolve("rtl"));
        Files.delete(old.resolve("a.txt"));
      }
      if (deleted > 2) {
        Files.delete(old.resolve("manifest.json"));
      }
      BuildFolder.open(target).close();
      assertSwapped();
      Swap.deleteTree(target);
    }
  }

  private void oldAndNewBuild() throws IOException {
    build("a.txt", "rtl/b.sv");
    foreign(target.resolve("mine.txt"));
    foreign(target.resolve("rtl/mine.sv"));
    Files.move(target, old);
    build2();
  }

  /// A new build, made elsewhere so that opening it doesn't recover the old one.
  private void build2() throws IOException {
    Path other = root.resolve("other");
    try (BuildFolder folder = BuildFolder.open(other)) {
      folder.write("a.txt", "new");
      folder.write("rtl/c.sv", "new");
      folder.commit();
    }
    Files.move(other, target);
  }

  private void assertSwapped() throws IOException {
    assertThat(tree())
        .containsOnlyKeys(
            "build/a.txt",
            "build/manifest.json",
            "build/mine.txt",
            "build/rtl/c.sv",
            "build/rtl/mine.sv")
        .containsEntry("build/a.txt", "new");
  }

  @Test
  void existingBuildIsRecoveredBeforeItIsRead() throws IOException {
    build("a.txt");
    Files.move(target, old);
    assertThat(ExistingBuild.open(target).bytes("a.txt")).asString().isEqualTo("vitcc's a.txt");
  }

  @Test
  void refusesFolderOfOthers() throws IOException {
    foreign(target.resolve("thesis.tex"));
    SortedMap<String, String> before = tree();
    assertThatThrownBy(() -> BuildFolder.open(target))
        .isInstanceOf(CompileException.class)
        .hasMessageContaining("E0601");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void refusesFolderWithManifestOfAnother() throws IOException {
    foreign(target.resolve("index.html"));
    Files.writeString(target.resolve("manifest.json"), "{\"name\": \"My web page\"}");
    assertThatThrownBy(() -> BuildFolder.open(target)).hasMessageContaining("E0601");
  }

  @Test
  void takesEmptyFolderAndLink() throws IOException {
    Files.createDirectories(target);
    build("a.txt");
    Path link = Files.createSymbolicLink(root.resolve("link"), target);
    try (BuildFolder folder = BuildFolder.open(link)) {
      folder.write("b.txt", "through the link");
      folder.commit();
    }
    assertThat(link).isSymbolicLink();
    assertThat(target.resolve("b.txt")).hasContent("through the link");
    assertThat(target.resolve("a.txt")).doesNotExist();
  }

  @Test
  void refusesFileAndFolderThatCannotBe() throws IOException {
    foreign(target);
    assertThatThrownBy(() -> BuildFolder.open(target))
        .hasMessageContaining("E0602")
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> BuildFolder.open(target.resolve("below/a/file")))
        .hasMessageContaining("E0602");
    assertThatThrownBy(() -> BuildFolder.open(Path.of("/"))).hasMessageContaining("E0602");
    assertThat(target).hasContent("mine");
  }

  @Test
  void twoAtOnceAreRefused() throws IOException {
    try (BuildFolder first = BuildFolder.open(target)) {
      first.write("a.txt", "first");
      assertThatThrownBy(() -> BuildFolder.open(target))
          .hasMessageContaining("another vitcc is writing");
      first.commit();
    }
    assertThat(tree()).containsOnlyKeys("build/a.txt", "build/manifest.json");
  }

  @Test
  void replacedFileIsInTheManifestToo() throws IOException {
    build("a.txt", "report.json");
    String before = Files.readString(target.resolve("manifest.json"));
    ExistingBuild.open(target).replace(Map.of("report.json", "{}"));
    assertThat(target.resolve("report.json")).hasContent("{}");
    assertThat(Files.readString(target.resolve("manifest.json"))).isNotEqualTo(before);
    assertThat(tree()).containsOnlyKeys("build/a.txt", "build/manifest.json", "build/report.json");
  }

  @Test
  void buildThatLacksFilesIsToldSo() throws IOException {
    build("a.txt", "b.txt");
    Files.delete(target.resolve("b.txt"));
    assertThatThrownBy(() -> ExistingBuild.open(target))
        .hasMessageContaining("E0603")
        .hasMessageContaining("b.txt");
    assertThatThrownBy(() -> ExistingBuild.open(root)).hasMessageContaining("E0603");
  }
}
