package dev.vitcc.ir.text;

import dev.vitcc.ir.op.TensorOp;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Prints and reads ops with their attributes, which are the components of the op's record.
///
/// The one place of ours, with the template adaptor, that looks at classes at run time: so that a
/// new op has a text form the day it is added.
public final class OpText {
  private static final Map<String, Class<? extends TensorOp>> OPS = ops();

  private OpText() {}

  /// The mnemonics of all ops, in order of the alphabet.
  public static Collection<String> mnemonics() {
    return OPS.keySet();
  }

  /// Such as `{epsilon = 1.0e-6}`, or nothing for an op without attributes.
  static String printAttributes(TensorOp op) {
    RecordComponent[] components = op.getClass().getRecordComponents();
    if (components.length == 0) {
      return "";
    }
    return Arrays.stream(components)
        .map(each -> each.getName() + " = " + AttributeText.print(value(op, each)))
        .collect(Collectors.joining(", ", "{", "}"));
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
    Map<String, RecordComponent> wanted = new LinkedHashMap<>();
    Arrays.stream(type.getRecordComponents()).forEach(each -> wanted.put(each.getName(), each));
    Map<String, Object> values = new LinkedHashMap<>();
    if (tokens.accept("{")) {
      do {
        readAttribute(mnemonic, wanted, values, tokens);
      } while (tokens.accept(","));
      tokens.expect("}");
    }
    List<String> missing =
        wanted.keySet().stream().filter(name -> !values.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw tokens.error(
          IrCode.ATTRIBUTE, mnemonic, mnemonic.text() + ": missing " + String.join(", ", missing));
    }
    try {
      return make(type, component -> values.getOrDefault(component.getName(), ""));
    } catch (IllegalArgumentException refused) {
      throw tokens.error(IrCode.ATTRIBUTE, mnemonic, mnemonic.text() + ": " + refused.getMessage());
    }
  }

  private static void readAttribute(
      Token mnemonic,
      Map<String, RecordComponent> wanted,
      Map<String, Object> values,
      TokenStream tokens) {
    Token name = tokens.expectName("the name of an attribute");
    RecordComponent component = wanted.get(name.text());
    if (component == null) {
      throw tokens.error(
          IrCode.ATTRIBUTE,
          name,
          mnemonic.text() + " has no attribute " + name.described() + ", only " + wanted.keySet());
    }
    tokens.expect("=");
    Object value = AttributeText.read(name.text(), component.getGenericType(), tokens);
    if (values.put(name.text(), value) != null) {
      throw tokens.error(
          IrCode.ATTRIBUTE, name, mnemonic.text() + ": " + name.text() + " is given twice");
    }
  }

  private static Map<String, Class<? extends TensorOp>> ops() {
    Map<String, Class<? extends TensorOp>> ops = new TreeMap<>();
    for (Class<?> permitted : TensorOp.class.getPermittedSubclasses()) {
      Class<? extends TensorOp> type = permitted.asSubclass(TensorOp.class);
      TensorOp specimen = make(type, each -> AttributeText.specimen(each.getGenericType()));
      ops.put(specimen.mnemonic(), type);
    }
    return java.util.Collections.unmodifiableMap(ops);
  }

  private static TensorOp make(
      Class<? extends TensorOp> type, Function<RecordComponent, Object> value) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types)
          .newInstance(Arrays.stream(components).map(value).toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("can't make " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make " + type.getSimpleName(), e);
    }
  }

  private static Object value(TensorOp op, RecordComponent component) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component, e);
    }
  }
}
