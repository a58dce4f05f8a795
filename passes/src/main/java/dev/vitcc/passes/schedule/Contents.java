package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Node;
import dev.vitcc.passes.NotOnEngine;
import java.util.EnumMap;
import java.util.Map;

/// What the engine's memories of one tensor each hold at a point of the program, so that nothing
/// reads a tensor that another has taken the place of.
final class Contents {
  /// Memories that are written over.
  enum Memory {
    RESIDUAL("the residual stream"),
    QUERIES("queries"),
    KEYS("keys"),
    VALUES("values"),
    ATTENTION("what attention gives");

    private final String text;

    Memory(String text) {
      this.text = text;
    }
  }

  private final Map<Memory, String> held = new EnumMap<>(Memory.class);

  /// From here on a memory has the result of a node.
  void hold(Memory memory, Node node) {
    held.put(memory, node.name());
  }

  /// @param reader of the result of a node, which a memory must have
  /// @throws dev.vitcc.ir.diagnostic.CompileException if it has another one, or none
  void require(Memory memory, Node reader, Node wanted) {
    String found = held.get(memory);
    if (!wanted.name().equals(found)) {
      throw NotOnEngine.because(
          reader,
          "it reads %s, and the engine has one place for %s, which then holds %s"
              .formatted(wanted.name(), memory.text, found == null ? "nothing" : found));
    }
  }
}
