package dev.vitcc.frontend;

import dev.vitcc.ir.diagnostic.DiagnosticCode;

/// What can be wrong with a `.vit` file: `E01xx` syntax, `E02xx` names and types, `E03xx` clauses,
/// `E09xx` not supported yet; `W…` for warnings.
public enum FrontendCode implements DiagnosticCode {
  UNEXPECTED_TOKEN(
      "E0101",
      "the text does not follow the grammar",
      """
      Something stands where the grammar allows something else; the message says what was
      expected. Each statement that is wrong is reported once, and reading goes on with the
      next statement."""),
  MISSING_TOKEN(
      "E0102",
      "a closing mark is missing",
      """
      Every statement ends with `;` and every `{` is closed by a `}`. The place marked is
      just behind the last word that was still in order."""),
  UNKNOWN_CHARACTER(
      "E0103",
      "a character has no meaning in the language",
      """
      Outside of quoted texts and comments, a model consists of letters, digits, `_` and the
      marks { } ( ) [ ] ; , : = + - * / % . < >."""),
  UNTERMINATED_TEXT(
      "E0104",
      "a quoted text does not end",
      """
      A quoted text begins and ends with a double quote on the same line. It has no escapes:
      a path is written with `/`."""),
  UNTERMINATED_COMMENT(
      "E0105",
      "a comment does not end",
      """
      A comment that begins with `/*` ends with `*/`, and comments do not nest. A comment
      that begins with `//` ends with the line."""),
  NESTED_TOO_DEEPLY(
      "E0106",
      "brackets are nested too deeply",
      """
      Brackets of all kinds may be nested 64 deep, far deeper than a person would write
      them. A file that goes deeper is most likely not a model."""),
  EXPRESSION_TOO_LONG(
      "E0107",
      "a statement has too many operators",
      """
      One statement may have 400 operators. Give parts of the expression a name with an
      assignment."""),
  NOT_UTF8(
      "E0108",
      "the file is not UTF-8 text",
      """
      Models are UTF-8 text. The message gives the first byte that is not. Perhaps a weights
      file or an image was given in place of the model."""),
  NUMBER_OUT_OF_RANGE(
      "E0109",
      "a number is too large to represent",
      """
      Numbers are double precision: at most about 1.8e308."""),
  UNKNOWN_NAME(
      "E0201",
      "a name is not defined",
      """
      A name is defined by `input`, `const`, an assignment or a block's parameter before it
      is used. A block sees its parameters and the constants, not the model's other names; a
      name first assigned in a `repeat` is gone after each iteration."""),
  UNKNOWN_FUNCTION(
      "E0202",
      "a function does not exist",
      """
      Functions are the built-in ones (docs/language.md lists them) and the blocks of the
      model."""),
  ALREADY_DEFINED(
      "E0203",
      "a name is defined twice",
      """
      Constants, inputs, blocks and parameters are defined once, and keep their meaning.
      Names that come from an assignment can be assigned again."""),
  MISSING_ARGUMENT(
      "E0204",
      "an argument is missing",
      """
      The function needs an argument that has no default. The hint shows how it is called."""),
  TOO_MANY_ARGUMENTS(
      "E0205",
      "a call has too many arguments",
      """
      More arguments are given by position than the function takes. Some, such as `weights`,
      are given by name only."""),
  UNKNOWN_ARGUMENT(
      "E0206",
      "a function has no argument of that name",
      """
      The hint names the nearest argument that the function has, or all of them."""),
  ARGUMENT_TWICE(
      "E0207",
      "an argument is given twice",
      """
      An argument is given once: either by position or by name."""),
  WRONG_KIND(
      "E0208",
      "a value is of the wrong kind",
      """
      Values are numbers, quoted texts, words, lists and tensors; the message says which was
      expected and which was found."""),
  SHAPES_DIFFER(
      "E0209",
      "the shapes of tensors do not fit",
      """
      The message shows what was found on both sides. Shapes are written as the compiler
      holds them: an image is height, width, channels; a sequence is tokens, features; what
      is split into heads is heads, tokens, features."""),
  VALUE_OUT_OF_RANGE(
      "E0210",
      "a value is not one that is allowed here",
      """
      The message gives the bounds, or the values that are allowed, and the value found."""),
  DIVISION_BY_ZERO(
      "E0211",
      "division by zero",
      """
      A constant expression divides by zero, so it has no value."""),
  RECURSIVE_BLOCK(
      "E0212",
      "a block calls itself",
      """
      Blocks are written out where they are called, so a block cannot call itself, directly
      or through others. To apply a block several times, use `repeat`."""),
  MISPLACED_STATEMENT(
      "E0213",
      "a statement stands where it cannot",
      """
      `input`, `block` and `output` stand directly in the model, outside of blocks and
      repeats; `return` is the last statement of a block."""),
  NO_RETURN(
      "E0214",
      "a block returns nothing",
      """
      A block ends with one `return`, which gives its value."""),
  INPUT_COUNT(
      "E0215",
      "a model has exactly one input",
      """
      Every model takes one image: `input image : [3, 224, 224];`."""),
  OUTPUT_COUNT(
      "E0216",
      "a model has exactly one output",
      """
      Every model gives one tensor: `output logits = …;`. Two heads are combined into one
      output, as in docs/language.md."""),
  MODEL_TOO_LARGE(
      "E0217",
      "the model is too large when written out",
      """
      Repeats and blocks are written out in full. The limits are 1,024 iterations of a
      repeat, 100,000 statements, 50,000 operations, 500 blocks, calls nested 64 deep, and
      2,147,483,647 values of a tensor. Weights and the greatest tensor have to fit into
      the memory that Java may use."""),
  WEIGHTS_AMBIGUOUS(
      "E0218",
      "it is unclear which weights belong to a layer",
      """
      Layers find their weights by their place: in a transformer block one attention, one
      mlp and two layer norms; outside of the blocks one layer norm and one linear. Any
      other layer says the name itself: `linear(x, 1000, weights = "head")`, with `*` for
      the number of the block."""),
  WEIGHTS_TWICE(
      "E0219",
      "two layers have the same weights",
      """
      Each layer has weights of its own. Give one of them another name with `weights = "…"`."""),
  BAD_INPUT(
      "E0220",
      "the input is not an image",
      """
      An input has the shape [channels, height, width]; it can be followed by
      normalize(scale, mean, std), resize(size, interpolation) and crop(size), each once."""),
  NO_MODEL(
      "E0221",
      "a file has exactly one model",
      """
      A `.vit` file holds one `model name { … }`, and clauses beside it."""),
  UNUSED_NAME(
      "W0201",
      "a name is never used",
      """
      The name is defined but nothing depends on it. Perhaps another name was meant;
      otherwise remove it."""),
  DUPLICATE_CLAUSE(
      "E0301",
      "a clause is given twice",
      """
      Each clause stands in a file once. Put its lines together."""),
  DUPLICATE_LINE(
      "E0302",
      "a clause says the same thing twice",
      """
      Each line of a clause is given once: a second one would contradict the first, or say
      nothing new."""),
  WRONG_UNIT(
      "E0303",
      "a unit is missing or wrong",
      """
      `clock` takes Hz, kHz, MHz or GHz; `frame_rate` takes fps; `latency` takes us, ms or
      s; `utilization` and `accuracy_drop` take %; `error` takes ulp."""),
  WRONG_BOUND(
      "E0304",
      "a limit points the wrong way",
      """
      A frame rate is at least (`>=`) a number; latency, utilization, accuracy drop and
      error are at most (`<=`) one."""),
  UNKNOWN_CHOICE(
      "E0305",
      "a choice does not exist",
      """
      The hint gives the nearest choice, or all of them."""),
  INCOMPLETE_CLAUSE(
      "E0306",
      "a clause lacks something it needs",
      """
      The message says what is missing; docs/language.md shows the clause in full."""),
  INCONSISTENT_CLAUSE(
      "E0307",
      "parts of a clause contradict each other",
      """
      The message gives both parts, such as three blocks and two token counts."""),
  NO_WEIGHTS(
      "W0301",
      "there is no weights clause",
      """
      Without one, the weights are random (seed 1): good for a first look at cycles and
      resources, meaningless for accuracy."""),
  FORMAT_UNSUPPORTED(
      "E0901",
      "a number format is not supported yet",
      """
      Supported are 8-bit fixed weights and activations, and a 16-bit residual stream:
      `weights fixed(8); activations fixed(8); residual fixed(16);`."""),
  REQUANTIZE_UNSUPPORTED(
      "E0902",
      "requantisation by shifts alone is not supported yet for these formats",
      """
      `requantize shift_only;` needs scales that are powers of two, which fixed weights get. The
      scales of binary, ternary, power-of-two and elastic weights follow from the weights, and
      those of a `scales` clause from training: leave the line out, and accumulators are
      multiplied and shifted."""),
  APPROXIMATION_UNSUPPORTED(
      "E0904",
      "a way to compute a function is not supported yet",
      """
      Nonlinear functions are computed by tables; no error bound is proved yet. Write
      `table`, or remove the line.""");

  private final String code;
  private final String title;
  private final String explanation;

  FrontendCode(String code, String title, String explanation) {
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
