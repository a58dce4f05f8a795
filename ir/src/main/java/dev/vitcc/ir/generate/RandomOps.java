package dev.vitcc.ir.generate;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.text.OpText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Draws ops, all that there are, with attributes by the types of their records' components: an op
/// that is added is drawn the same day.
public final class RandomOps {
  private static final int LONGEST_LIST = 4;

  private final Random random;
  private final List<String> mnemonics = List.copyOf(OpText.mnemonics());
  private final List<TensorType> types;

  /// @param graph whose types and extents attributes may have
  public RandomOps(Random random, Graph graph) {
    this.random = random;
    this.types = graph.nodes().stream().map(node -> node.type()).toList();
  }

  /// Any op; empty if it refuses the attributes that were drawn.
  public Optional<TensorOp> any() {
    return of(mnemonics.get(random.nextInt(mnemonics.size())));
  }

  /// The same op with other attributes.
  public Optional<TensorOp> like(TensorOp op) {
    return of(op.mnemonic());
  }

  private Optional<TensorOp> of(String mnemonic) {
    try {
      return Optional.of(OpText.make(mnemonic, (_, type) -> value(type)));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private Object value(Type type) {
    if (type == int.class || type == Integer.class) {
      return integer();
    } else if (type == long.class || type == Long.class) {
      return (long) integer();
    } else if (type == double.class || type == Double.class) {
      return real();
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return "drawn";
    } else if (type == TensorType.class) {
      return types.get(random.nextInt(types.size()));
    } else if (type instanceof Class<?> choice && choice.isEnum()) {
      Object[] choices = choice.getEnumConstants();
      return choices[random.nextInt(choices.length)];
    } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Type element = list.getActualTypeArguments()[0];
      int length = 1 + random.nextInt(LONGEST_LIST);
      return Stream.generate(() -> value(element)).limit(length).toList();
    }
    throw new IllegalStateException("attributes of " + type + " can't be drawn");
  }

  /// Small ones, and extents of the graph.
  private int integer() {
    if (random.nextInt(3) > 0) {
      return random.nextInt(5);
    }
    TensorType type = types.get(random.nextInt(types.size()));
    return type.dim(random.nextInt(type.rank()));
  }

  /// Greater than zero, as the language has all of them.
  private double real() {
    return switch (random.nextInt(4)) {
      case 0 -> Math.pow(10, -random.nextInt(13));
      case 1 -> 1.0;
      case 2 -> 1 - random.nextDouble();
      default -> 0.01 + 2 * random.nextDouble();
    };
  }
}
