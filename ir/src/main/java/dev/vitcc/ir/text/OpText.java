package dev.vitcc.ir.text;

import dev.vitcc.ir.op.TensorOp;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Prints and reads ops with their attributes, which are the components of the op's record.
public final class OpText {
  private static final Map<String, Class<? extends TensorOp>> OPS = ops();

  private OpText() {}

  /// The mnemonics of all ops, in order of the alphabet.
  public static Collection<String> mnemonics() {
    return OPS.keySet();
  }

  /// Gives the attributes of an op that nobody wrote down.
  @FunctionalInterface
  public interface AttributeSource {
    /// @param type of the attribute: a number, a boolean, a string, a tensor type, an enum, or a
    ///   list of those
    Object value(String name, Type type);
  }

  /// The op of that mnemonic with attributes from elsewhere.
  ///
  /// @throws IllegalArgumentException if there is no such op, or it refuses its attributes
  public static TensorOp make(String mnemonic, AttributeSource attributes) {
    Class<? extends TensorOp> type = OPS.get(mnemonic);
    if (type == null) {
      throw new IllegalArgumentException("unknown op " + mnemonic);
    }
    return RecordText.make(type, each -> attributes.value(each.getName(), each.getGenericType()));
  }

  /// Such as `{epsilon = 1.0e-6}`, or nothing for an op without attributes.
  static String printAttributes(TensorOp op) {
    return op instanceof Record record ? RecordText.print(record) : "";
  }

  /// The class of the op called by the token, if there is one; reports if there is none.
  static Optional<Class<? extends TensorOp>> find(Token mnemonic, TokenStream tokens) {
    Optional<Class<? extends TensorOp>> found = Optional.ofNullable(OPS.get(mnemonic.text()));
    if (found.isEmpty()) {
      tokens.unknown(
          IrCode.UNKNOWN_OP, mnemonic, "unknown op " + mnemonic.described(), OPS.keySet());
    }
    return found;
  }

  /// Reads `{name = value, …}` if it is there, and makes the op.
  static TensorOp read(Token mnemonic, Class<? extends TensorOp> type, TokenStream tokens) {
    return RecordText.read(mnemonic, type, tokens);
  }

  private static Map<String, Class<? extends TensorOp>> ops() {
    Map<String, Class<? extends TensorOp>> ops = new TreeMap<>();
    for (Class<?> permitted : TensorOp.class.getPermittedSubclasses()) {
      Class<? extends TensorOp> type = permitted.asSubclass(TensorOp.class);
      TensorOp specimen =
          RecordText.make(type, each -> AttributeText.specimen(each.getGenericType()));
      ops.put(specimen.mnemonic(), type);
    }
    return Collections.unmodifiableMap(ops);
  }
}
