package dev.vitcc.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.cli.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignPointTest {
  @TempDir private Path folder;

  private static DesignPoint point(int images) {
    return new DesignPoint(
        "models/a b.vit", "0123456789abcdef0123", new ImageRange(5, images), List.of("eval", "x"));
  }

  @Test
  void becomesJobsThatCoverEachImageOnce() {
    try (WorkFolder work = WorkFolder.open(folder)) {
      List<Job> jobs = point(10).jobs(work, 3);
      assertThat(jobs)
          .extracting(Job::name)
          .containsExactly(
              "a_b-5-3-0123456789abcdef", "a_b-8-3-0123456789abcdef", "a_b-11-4-0123456789abcdef");
      assertThat(jobs.getLast().words())
          .containsExactly(
              "eval",
              "x",
              "--from",
              "11",
              "--count",
              "4",
              "--json",
              folder.resolve("results/a_b-11-4-0123456789abcdef.json").toString());
      assertThat(point(2).jobs(work, 3)).hasSize(2);
    }
  }

  @Test
  void jobHasThousandImagesAtMostWhereNothingIsSaid() {
    assertThat(point(500).usualParts()).isEqualTo(1);
    assertThat(point(1000).usualParts()).isEqualTo(1);
    assertThat(point(50_000).usualParts()).isEqualTo(50);
    assertThat(point(50_001).usualParts()).isEqualTo(51);
  }

  @Test
  void onlyOneLeadsTheWorkInFolder() {
    try (WorkFolder work = WorkFolder.open(folder)) {
      assertThat(work.root()).isEqualTo(folder);
      assertThatThrownBy(() -> WorkFolder.open(folder))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("another vitcc leads the work in");
    }
    WorkFolder.open(folder).close();
  }
}
