package dev.vitcc.backend.board;

import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.targets.Board;
import java.math.BigDecimal;

/// A design that is to run on a board.
///
/// @param imageBytes of the memory image
/// @param logitScale the real value of a logit of 1
public record BoardDesign(
    Program program,
    InputFormat input,
    Board board,
    double clockMhz,
    int imageBytes,
    double logitScale) {

  /// The clock without needless digits: `150` or `187.5`.
  String clock() {
    return BigDecimal.valueOf(clockMhz).stripTrailingZeros().toPlainString();
  }
}
