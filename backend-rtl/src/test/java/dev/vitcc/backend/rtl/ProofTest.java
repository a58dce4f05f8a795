package dev.vitcc.backend.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Control modules keep what their headers say under all inputs; docs/proofs.md lists what is
/// proven, and for how many cycles.
@Timeout(600)
class ProofTest {
  private static final Proof QUEUE = Proof.of("vitcc_queue").with("Depth", 5);
  private static final Proof BEATS = Proof.of("vitcc_beat_fifo").with("Depth", 16).with("Width", 8);
  private static final Proof MUX = Proof.of("vitcc_axi_read_mux").by("cvc5");
  private static final Proof PROGRESS =
      Proof.of("vitcc_progress", "vitcc_delay")
          .with("Short", 3)
          .with("Middle", 5)
          .with("Long", 9)
          .bitwise()
          .within(14);
  private static final Proof READER =
      Proof.of("vitcc_axi_reader", "vitcc_beat_fifo").with("FifoBeats", 8).with("BurstBeats", 4);
  private static final Proof STORE =
      Proof.of("vitcc_store")
          .with("AxiBits", 64)
          .with("Elements", 2)
          .with("BurstBeats", 2)
          .by("cvc5");

  private static final List<Proof> FOR_EVER =
      List.of(
          QUEUE,
          BEATS,
          MUX,
          PROGRESS,
          Proof.of("vitcc_memory").with("Depth", 24).with("SegmentBits", 4).with("Segments", 3),
          Proof.of("vitcc_tile_fifo", "vitcc_memory").with("Depth", 12).with("Width", 8),
          Proof.of("vitcc_valid_line").with("Stages", 9).within(12),
          Proof.of("vitcc_skew", "vitcc_delay").with("Lanes", 16).with("Width", 3).within(12));

  /// What takes longer, or is as large as engines have it.
  private static final List<Proof> LONGER = List.of(Proof.of("vitcc_queue"), READER);

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("FOR_EVER")
  void holdsForEver(Proof proof) throws IOException {
    assertThat(proof.fromReset(folder)).contains("Status: PASSED");
    assertThat(proof.byInduction(folder)).contains("Status: PASSED");
  }

  @ParameterizedTest
  @FieldSource("LONGER")
  @Tag("nightly")
  void holdsForEverInOtherSizes(Proof proof) throws IOException {
    holdsForEver(proof);
  }

  @Test
  void burstsOfTheStoreUnitStayInTheirBlocks() throws IOException {
    assertThat(STORE.within(7).fromReset(folder)).contains("Status: PASSED");
  }

  @Test
  @Tag("nightly")
  void burstsOfTheStoreUnitStayInTheirBlocksForLonger() throws IOException {
    assertThat(STORE.within(12).fromReset(folder)).contains("Status: PASSED");
  }

  /// A change of a module, and what it breaks.
  static List<Mutant> mutants() {
    return List.of(
        new Mutant(QUEUE.within(8), "count_q != CountBits'(Depth)", "1'b1", "room without end"),
        new Mutant(QUEUE, "push && !pop", "push", "an entry is counted that was taken"),
        new Mutant(BEATS.within(8), "(!valid_q || ready_i)", "1'b1", "what waits is overwritten"),
        new Mutant(MUX, "turn_q  <= !winner", "turn_q <= winner", "one reader starves"),
        new Mutant(MUX, "order_q[write_q] <= winner", "order_q[write_q] <= 0", "data go astray"),
        new Mutant(PROGRESS.within(14), "|valid_q[Long:At+1]", "1'b0", "tokens overtake"),
        new Mutant(
            STORE.within(11), "4'(b_valid_i)", "4'(b_valid_i && !send)", "an answer is lost"),
        new Mutant(STORE.within(8), "8'(index_q) == aw_len_o", "index_q == '0", "no last beat"),
        new Mutant(
            READER.within(6), "burst <= 32'(free_q)", "1'b1", "more than there is room for"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void findsWhatIsBroken(Mutant mutant) throws IOException {
    String said = mutant.proof().changing(mutant.right(), mutant.wrong()).fromReset(folder);
    assertThat(said).contains("Assert failed in " + mutant.proof().top(), "Status: FAILED");
  }

  @Test
  void everyProofIsRun() throws IOException {
    try (var files = Files.list(Proof.proofs())) {
      List<String> all =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith("_proof.sv"))
              .map(file -> file.replace("_proof.sv", ""))
              .toList();
      List<Proof> run = new ArrayList<>(FOR_EVER);
      run.addAll(LONGER);
      run.add(STORE);
      assertThat(run.stream().map(Proof::top).distinct().toList())
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  record Mutant(Proof proof, String right, String wrong, String what) {
    @Override
    public String toString() {
      return proof.top() + ": " + what;
    }
  }
}
