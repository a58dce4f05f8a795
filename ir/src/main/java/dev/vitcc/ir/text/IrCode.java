package dev.vitcc.ir.text;

import dev.vitcc.ir.diagnostic.DiagnosticCode;

/// What can be wrong with the text form of the IR: `E0701` to `E0708`.
public enum IrCode implements DiagnosticCode {
  SYNTAX(
      "E0701",
      "the text form of the IR is malformed",
      "A graph is written `graph NAME { … return %output }`, with one node a line: `%name = op(%operand)"
          + " {attribute = value} : type @ \"file\":line:column`. Operands, attributes and location are left"
          + " out where there are none."),
  UNKNOWN_OP(
      "E0702",
      "no op has this name",
      "The ops of the graph are the records behind the sealed interface TensorOp; each prints under its"
          + " mnemonic, such as `layer_norm`. docs/passes.md lists them."),
  ATTRIBUTE(
      "E0703",
      "the attributes don't fit the op",
      "Every attribute of an op is given, once, by name, with a value of its type, such as `{epsilon ="
          + " 1.0e-6}`. They are the components of the op's record."),
  NUMBER_RANGE(
      "E0704",
      "a number is out of range",
      "An extent is 1 to 2^31 - 1, a tensor has at most 2^31 - 1 elements, and the width of an integer is"
          + " 1 to 64 bits. Other numbers must fit the attribute or the element type they are written for."),
  NAME(
      "E0705",
      "a name is used before it is defined, or defined twice",
      "Each node has a name of its own and comes after its operands; `return` names nodes that are there."),
  TYPE(
      "E0706",
      "the type of a node is not the one that its operands give",
      "The type behind the colon is what shape inference finds for the op and its operands. It is written"
          + " down so that the text can be read without a calculator, and checked so that it can be believed."),
  VALUES(
      "E0707",
      "the values don't fit the parameter",
      "`values @key = [1, 2, 3]` gives the values of the parameter whose key that is, row by row, as many"
          + " as its type has elements; one number without brackets stands for all of them."),
  TOO_MANY(
      "E0708",
      "too many errors",
      "Reading stopped here, because the errors before are probably the cause of any that would follow.");

  private final String code;
  private final String title;
  private final String explanation;

  IrCode(String code, String title, String explanation) {
    this.code = code;
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
