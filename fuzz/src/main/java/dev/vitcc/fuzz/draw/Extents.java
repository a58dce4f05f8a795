package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.generate.VitShape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The numbers that make a shape, each of which can be made less.
public final class Extents {
  /// In the order in which they are made less: what saves most first.
  public enum Name {
    DEPTH(0),
    ROWS(1),
    COLUMNS(1),
    DISTILLED(0),
    REGISTERS(0),
    POSITION(0),
    HEADS(1),
    HEAD_DIM(1),
    HIDDEN(1),
    PATCH(1),
    CHANNELS(1),
    CLASSES(1);

    private final int least;

    Name(int least) {
      this.least = least;
    }
  }

  private final VitShape shape;
  private final Map<Name, Integer> values = new EnumMap<>(Name.class);

  private Extents(VitShape shape) {
    this.shape = shape;
    values.put(Name.DEPTH, shape.depth());
    values.put(Name.ROWS, shape.height() / shape.patch());
    values.put(Name.COLUMNS, shape.width() / shape.patch());
    values.put(Name.DISTILLED, shape.distilled() ? 1 : 0);
    values.put(Name.REGISTERS, shape.registerTokens());
    values.put(Name.POSITION, shape.position() ? 1 : 0);
    values.put(Name.HEADS, shape.heads());
    values.put(Name.HEAD_DIM, shape.headDim());
    values.put(Name.HIDDEN, shape.hidden());
    values.put(Name.PATCH, shape.patch());
    values.put(Name.CHANNELS, shape.channels());
    values.put(Name.CLASSES, shape.classes());
  }

  public static Extents of(VitShape shape) {
    return new Extents(shape);
  }

  /// The shape with another extent; empty if it has that one already.
  public Optional<VitShape> with(Name name, int value) {
    Map<Name, Integer> other = new EnumMap<>(values);
    Integer before = other.put(name, value);
    if (before != null && before == value) {
      return Optional.empty();
    }
    int patch = get(other, Name.PATCH);
    return Optional.of(
        new VitShape(
            patch * get(other, Name.ROWS),
            patch * get(other, Name.COLUMNS),
            get(other, Name.CHANNELS),
            shape.scale(),
            patch,
            get(other, Name.REGISTERS),
            get(other, Name.DISTILLED) > 0,
            get(other, Name.POSITION) > 0,
            get(other, Name.HEADS),
            get(other, Name.HEAD_DIM),
            get(other, Name.HIDDEN),
            get(other, Name.DEPTH),
            get(other, Name.CLASSES),
            shape.epsilon()));
  }

  /// All shapes with one extent less: the least there is, half of it, one less.
  public List<VitShape> less() {
    List<VitShape> less = new ArrayList<>();
    for (Name name : Name.values()) {
      int value = get(values, name);
      for (int other : List.of(name.least, value / 2, value - 1)) {
        if (other >= name.least && other < value) {
          with(name, other).filter(one -> !less.contains(one)).ifPresent(less::add);
        }
      }
    }
    return less;
  }

  private static int get(Map<Name, Integer> values, Name name) {
    return values.getOrDefault(name, name.least);
  }
}
