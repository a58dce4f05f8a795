package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.passes.NotOnEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The program as far as it is written, and which vector command completed which tensor.
final class Commands {
  private final Model model;
  private final Graph graph;
  private final Map<String, List<Node>> uses;
  private final Engine engine;
  private final List<Command> list = new ArrayList<>();
  private final Map<String, Integer> completedBy = new LinkedHashMap<>();
  private final Contents contents = new Contents();
  private final Map<String, Gains> gains = new LinkedHashMap<>();
  private int groups;
  private int gainWords;
  private int tables;
  private int tableReaders;

  Commands(Model model, Engine engine) {
    this.model = model;
    this.graph = model.graph();
    this.uses = graph.uses();
    this.engine = engine;
  }

  void add(Command command) {
    list.add(command);
    if (command instanceof VectorGroup) {
      groups++;
    }
  }

  /// What memories hold after the commands so far.
  Contents contents() {
    return contents;
  }

  /// Notes that the vector commands so far have stored what `key` names.
  void complete(String key) {
    completedBy.put(key, groups - 1);
  }

  /// The vector command that stores the last part of what `key` names.
  int completed(String key) {
    Integer group = completedBy.get(key);
    if (group == null) {
      throw new IllegalStateException("nothing has stored " + key);
    }
    return group;
  }

  /// Loads a table once the vector commands that still read the one before are done.
  void addTable(String key) {
    list.add(new Command.LoadTable(key, tableReaders));
    tables++;
  }

  /// Notes that all vector commands so far may read the table.
  void tableReadSoFar() {
    tableReaders = groups;
  }

  /// Where the gains of columns are once so many were loaded.
  ///
  /// @param word the first in the gain memory
  /// @param need gains that must have been loaded, or 0 for columns that have none
  record Gains(int word, int need) {
    static final Gains NONE = new Gains(0, 0);
  }

  /// The gains under a key, which are loaded before whoever asks for them first.
  Gains gains(String key, int columns) {
    Gains loaded = gains.get(key);
    if (loaded != null) {
      return loaded;
    }
    Gains fresh = new Gains(gainWords, gains.size() + 1);
    gainWords += CommandFormat.gainWords(engine, columns);
    if (gainWords > engine.formats().gainWords()) {
      throw new IllegalStateException(
          "the engine has no room for " + key + " beside the gains before");
    }
    gains.put(key, fresh);
    list.add(new Command.LoadGains(key, columns));
    return fresh;
  }

  /// The bits of the codes of a node, which the engine must be able to limit.
  int codeBits(Node node, int bits) {
    if (bits < Engine.CODE_BITS && !engine.formats().codeLimits()) {
      throw new IllegalStateException(
          node.name() + " has codes of " + bits + " bits, and the engine limits none");
    }
    return bits;
  }

  /// What the layer norm of a residual stream makes of its rows; nothing if none reads it.
  LayerNormConstants normAfter(Node sum) {
    List<Node> norms =
        usesOf(sum).stream().filter(use -> use.op() instanceof IntegerLayerNorm).toList();
    List<LayerNormConstants> constants =
        norms.stream().map(use -> constants(use, (IntegerLayerNorm) use.op())).distinct().toList();
    if (constants.size() > 1) {
      throw NotOnEngine.because(
          norms.get(1), "another layer norm of the same rows has another epsilon, or other gains");
    }
    return constants.isEmpty() ? LayerNormConstants.NONE : constants.getFirst();
  }

  private static LayerNormConstants constants(Node node, IntegerLayerNorm norm) {
    return LayerNormConstants.of(node.type().dim(1), norm.epsilon(), norm.gain(), norm.shift());
  }

  int tables() {
    return tables;
  }

  List<Command> list() {
    return list;
  }

  Model model() {
    return model;
  }

  Graph graph() {
    return graph;
  }

  Engine engine() {
    return engine;
  }

  /// The only use of a node.
  Node onlyUse(Node node) {
    List<Node> users = uses.getOrDefault(node.name(), List.of());
    if (users.size() != 1) {
      throw NotOnEngine.because(node, "its result has " + users.size() + " uses, expected one");
    }
    return users.getFirst();
  }

  List<Node> usesOf(Node node) {
    return uses.getOrDefault(node.name(), List.of());
  }
}
