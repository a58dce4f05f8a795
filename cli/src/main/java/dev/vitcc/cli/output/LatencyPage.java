package dev.vitcc.cli.output;

import dev.vitcc.passes.sparsity.ChooseStages.Candidate;
import dev.vitcc.passes.sparsity.ChooseStages.Chosen;
import dev.vitcc.passes.sparsity.LatencyTable;
import dev.vitcc.passes.sparsity.Loss;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The latency–sparsity table of a build and the schedules that were measured, as a page to read.
final class LatencyPage {
  static final String FILE = "latency_sparsity.md";

  private LatencyPage() {}

  static String of(Chosen chosen) {
    LatencyTable table = chosen.table();
    return """
        # Tokens and cycles

        By the cycle model on the fastest engine for fewer tokens, %d × %d × %s MACs, %d lanes: cycles of each block by the \
        tokens that it has. Dropping them counts to the first block that has fewer. %,d cycles are outside of blocks.

        %s
        ## Schedules that take no more cycles than the frame rate leaves

        The first is the choice. Its loss against the network with all tokens, in reals: the mean divergence of the \
        classes' probabilities, in nats; and how many images keep their class.

        %s"""
        .formatted(
            chosen.engine().pm(),
            chosen.engine().pk(),
            chosen.engine().columnsText(),
            chosen.engine().lanes(),
            table.rest(),
            cycles(table),
            candidates(chosen));
  }

  private static String cycles(LatencyTable table) {
    int blocks = table.cycles().firstEntry().getValue().size();
    StringBuilder page = new StringBuilder();
    page.append(
        row(
            Stream.concat(
                    Stream.of("tokens"),
                    Stream.iterate(0, block -> block + 1)
                        .limit(blocks)
                        .map(block -> "block " + block))
                .toList()));
    page.append(row(Collections.nCopies(blocks + 1, "---")));
    for (Map.Entry<Integer, List<Long>> entry : table.cycles().descendingMap().entrySet()) {
      page.append(
          row(
              Stream.concat(
                      Stream.of(String.valueOf(entry.getKey())),
                      entry.getValue().stream().map(cycles -> Summary.text("%,d", cycles)))
                  .toList()));
    }
    return page.toString();
  }

  private static String candidates(Chosen chosen) {
    StringBuilder page = new StringBuilder();
    page.append(row(List.of("tokens", "cycles", "divergence", "same class", "images")));
    page.append(row(Collections.nCopies(5, "---")));
    for (Candidate candidate : chosen.candidates()) {
      Loss loss = candidate.loss();
      page.append(
          row(
              List.of(
                  candidate.stages().text(chosen.table().all()),
                  Summary.text("%,d", candidate.cycles()),
                  Summary.text("%.6f", loss.divergence()),
                  Summary.text("%.1f %%", loss.agreeingPercent()),
                  Summary.text("%,d", loss.images()))));
    }
    return page.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
