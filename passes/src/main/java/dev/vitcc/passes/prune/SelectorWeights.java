package dev.vitcc.passes.prune;

import dev.vitcc.ir.data.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The trained tensors of one learned selector, as matrices over all heads.
///
/// Under `selectors.<stage>.`: `heads.<head>.{local, global, fc1, fc2 …}`, or `all_heads.…` where
/// the heads share them, `head_attn.{fc1, fc2 …}`, each with weight and bias, and `norm`. `global`
/// may be missing, then it is `local`; so may `norm`. How deep each chain is, is what is there.
final class SelectorWeights {
  private final Parameters parameters;
  private final String prefix;
  private final int heads;
  private final int width;

  /// @param dim columns of the stream
  SelectorWeights(Parameters parameters, int stage, int heads, int dim) {
    this.parameters = parameters;
    this.prefix = prefix(stage);
    this.heads = heads;
    this.width = dim / heads;
  }

  static String prefix(int stage) {
    return SelectorTensors.PREFIX + stage + ".";
  }

  /// A matrix and what is added; values are computed when asked for.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Matrix(int rows, int columns, float[] weights, float[] biases) {
    private Matrix columns(int from, int to) {
      float[] part = new float[rows * (to - from)];
      for (int row = 0; row < rows; row++) {
        System.arraycopy(weights, row * columns + from, part, row * (to - from), to - from);
      }
      return new Matrix(rows, to - from, part, biases);
    }

    /// With columns behind the others that are added as they are.
    private Matrix plusIdentity(int more) {
      Matrix wider = padded(rows, columns + more);
      for (int row = 0; row < rows; row++) {
        wider.weights[row * wider.columns + columns + row] = 1;
      }
      return wider;
    }

    /// With zeros beyond its rows and columns.
    private Matrix padded(int moreRows, int moreColumns) {
      float[] wider = new float[moreRows * moreColumns];
      for (int row = 0; row < rows; row++) {
        System.arraycopy(weights, row * columns, wider, row * moreColumns, columns);
      }
      return new Matrix(moreRows, moreColumns, wider, Arrays.copyOf(biases, moreRows));
    }
  }

  String prefix() {
    return prefix;
  }

  boolean hasNorm() {
    return has(prefix + "norm.weight");
  }

  boolean hasGlobal() {
    return has(head(0, "global") + ".weight");
  }

  int depth() {
    return depth(head(0, "fc"));
  }

  int attentionDepth() {
    return depth(prefix + "head_attn.fc");
  }

  /// As many rows as the means have, at least.
  Matrix local() {
    Matrix local = diagonal("local", 1);
    return local.padded(joined(), local.columns());
  }

  /// Columns of the local parts, and of the means: the array takes both in the same steps.
  private int joined() {
    return Math.max(diagonal("local", 1).rows(), classifier(0).rows());
  }

  Matrix global() {
    return diagonal("global", 1);
  }

  /// What the first layer of the MLP that classifies tokens makes of the global parts.
  Matrix means() {
    Matrix first = classifier(0);
    Matrix means = first.columns(diagonal("local", 1).rows(), first.columns());
    int inputs = hasGlobal() ? means.columns() : joined();
    return new Matrix(means.rows(), means.columns(), means.weights(), new float[means.rows()])
        .padded(joined(), inputs);
  }

  /// Layer `index` of the MLP that classifies tokens. The first takes local parts, and behind them
  /// what `means` gave, which it adds; the last gives the difference of two classes.
  Matrix layer(int index) {
    Matrix layer = classifier(index);
    if (index > 0) {
      return layer;
    }
    Matrix local = layer.columns(0, diagonal("local", 1).rows());
    return local.padded(local.rows(), joined()).plusIdentity(joined());
  }

  private Matrix classifier(int index) {
    Matrix matrix = diagonal("fc" + (index + 1), index == 0 ? 2 : 1);
    return index == depth() - 1 ? differences(matrix) : matrix;
  }

  /// Layer `index` of the MLP that weighs heads: the first takes the columns of the stream, whose
  /// means over each head it includes.
  Matrix attention(int index) {
    Tensor tensor = tensor(prefix + "head_attn.fc" + (index + 1));
    if (index > 0) {
      return new Matrix(tensor.rows(), tensor.columns(), tensor.weights(), tensor.biases());
    }
    int columns = heads * width;
    float[] weights = new float[tensor.rows() * columns];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = tensor.weights()[i / columns * heads + i % columns / width] / width;
    }
    return new Matrix(tensor.rows(), columns, weights, tensor.biases());
  }

  /// Blocks of the heads on the diagonal.
  ///
  /// @param parts of the columns of each block, dealt so that the same part of all heads lies side
  ///   by side
  private Matrix diagonal(String layer, int parts) {
    List<Tensor> blocks =
        IntStream.range(0, heads).mapToObj(head -> tensor(head(head, layer))).toList();
    int rows = blocks.getFirst().rows();
    int columns = blocks.getFirst().columns();
    int[] widths = parts == 1 ? new int[] {columns} : parts(columns);
    float[] weights = new float[heads * rows * heads * columns];
    float[] biases = new float[heads * rows];
    for (int head = 0; head < heads; head++) {
      System.arraycopy(blocks.get(head).biases(), 0, biases, head * rows, rows);
      for (int row = 0; row < rows; row++) {
        int to = (head * rows + row) * heads * columns;
        int from = row * columns;
        for (int part : widths) {
          System.arraycopy(blocks.get(head).weights(), from, weights, to + head * part, part);
          from += part;
          to += heads * part;
        }
      }
    }
    return new Matrix(heads * rows, heads * columns, weights, biases);
  }

  /// Columns of the local and of the global part.
  private int[] parts(int columns) {
    int local = tensor(head(0, "local")).rows();
    return new int[] {local, columns - local};
  }

  /// Of each pair of rows the first less the second.
  private static Matrix differences(Matrix pairs) {
    int rows = pairs.rows() / 2;
    float[] weights = new float[rows * pairs.columns()];
    float[] biases = new float[rows];
    for (int i = 0; i < weights.length; i++) {
      int first = i / pairs.columns() * 2 * pairs.columns() + i % pairs.columns();
      weights[i] = pairs.weights()[first] - pairs.weights()[first + pairs.columns()];
    }
    for (int row = 0; row < rows; row++) {
      biases[row] = pairs.biases()[2 * row] - pairs.biases()[2 * row + 1];
    }
    return new Matrix(rows, pairs.columns(), weights, biases);
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Tensor(int rows, int columns, float[] weights, float[] biases) {}

  private Tensor tensor(String layer) {
    var type = parameters.get(layer + ".weight").type();
    return new Tensor(
        type.dim(0),
        type.dim(1),
        parameters.reals(layer + ".weight"),
        parameters.reals(layer + ".bias"));
  }

  private String head(int head, String layer) {
    String shared = prefix + "all_heads.";
    return (has(shared + "local.weight") ? shared : prefix + "heads." + head + ".") + layer;
  }

  private int depth(String chain) {
    int depth = 0;
    while (has(chain + (depth + 1) + ".weight")) {
      depth++;
    }
    return depth;
  }

  private boolean has(String key) {
    return parameters.has(key);
  }

  /// What is missing or of the wrong shape, one line each.
  List<String> violations() {
    List<String> wrong = new ArrayList<>();
    if (hasNorm()) {
      require(wrong, prefix + "norm.weight", heads * width);
      require(wrong, prefix + "norm.bias", heads * width);
    }
    for (int head = 0; head < heads; head++) {
      int local = layer(wrong, head(head, "local"), width, 0);
      int global = hasGlobal() ? layer(wrong, head(head, "global"), width, 0) : local;
      chain(wrong, head(head, "fc"), local + global, 2);
    }
    chain(wrong, prefix + "head_attn.fc", heads, heads);
    return wrong;
  }

  private void chain(List<String> wrong, String chain, int in, int out) {
    int depth = Math.max(1, depth(chain));
    int columns = in;
    for (int i = 1; i <= depth; i++) {
      columns = layer(wrong, chain + i, columns, i == depth ? out : 0);
    }
  }

  /// @param out rows, or 0 for any
  /// @return rows, or 0 if they aren't known
  private int layer(List<String> wrong, String layer, int in, int out) {
    String key = layer + ".weight";
    if (!has(key)) {
      wrong.add("tensor '" + key + "' is missing");
      return 0;
    }
    var shape = parameters.get(key).type().shape();
    if (shape.size() != 2 || (in > 0 && shape.get(1) != in) || (out > 0 && shape.get(0) != out)) {
      wrong.add(
          "tensor '%s' has shape %s, expected [%s, %s]"
              .formatted(key, shape, out > 0 ? out : "any", in > 0 ? in : "any"));
      return 0;
    }
    require(wrong, layer + ".bias", shape.getFirst());
    return shape.getFirst();
  }

  private void require(List<String> wrong, String key, int length) {
    if (!has(key)) {
      wrong.add("tensor '" + key + "' is missing");
    } else if (!parameters.get(key).type().shape().equals(List.of(length))) {
      wrong.add(
          "tensor '%s' has shape %s, expected [%d]"
              .formatted(key, parameters.get(key).type().shape(), length));
    }
  }
}
