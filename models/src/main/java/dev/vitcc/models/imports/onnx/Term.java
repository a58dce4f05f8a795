package dev.vitcc.models.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value that a network computes of one image, as arithmetic over views of other values.
///
/// Terms are told apart by the number of their origin and never compared as a whole: a deep network
/// shares its parts without end.
sealed interface Term {
  Origin origin();

  /// In this order its elements lie.
  List<Integer> shape();

  /// The elements of a constant, read when asked for.
  @FunctionalInterface
  interface Elements {
    double at(long i);
  }

  /// What a constant holds, which decides how it is divided.
  enum Kind {
    REAL,
    INTEGER,
    TRUTH
  }

  /// Functions of one operand. [#MEAN] and [#SOFTMAX] go along the last axis.
  enum Function {
    ERF("Erf"),
    TANH("Tanh"),
    SIGMOID("Sigmoid"),
    SQUARE_ROOT("Sqrt"),
    RECIPROCAL("Reciprocal"),
    MEAN("ReduceMean"),
    IS_NAN("IsNaN"),
    SOFTMAX("Softmax"),
    GELU("a GELU"),
    TANH_GELU("a GELU by tanh"),
    QUICK_GELU("a GELU by sigmoid");

    private final String title;

    Function(String title) {
      this.title = title;
    }
  }

  record Image(Origin origin, List<Integer> shape) implements Term {}

  /// @param least code that its type can hold
  /// @param greatest code that its type can hold
  record Constant(
      Origin origin,
      List<Integer> shape,
      Elements elements,
      Kind kind,
      double least,
      double greatest,
      Optional<Codes> codes)
      implements Term {
    static Constant of(Origin origin, List<Integer> shape, Elements elements, Kind kind) {
      return new Constant(
          origin,
          shape,
          elements,
          kind,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Optional.empty());
    }
  }

  /// A convolution whose kernels lie side by side.
  ///
  /// @param weight [features, channels, patch, patch]
  record Patches(Origin origin, View image, View weight, Optional<View> bias, List<Integer> shape)
      implements Term {}

  /// `gain ∘ (x Wᵀ + b)`.
  ///
  /// @param weight [out, in]
  /// @param gain one for each row of the weights
  record Linear(Origin origin, View input, View weight, Optional<View> bias, Optional<View> gain)
      implements Term {
    @Override
    public List<Integer> shape() {
      List<Integer> shape = new ArrayList<>(input.shape());
      shape.set(shape.size() - 1, weight.shape().getFirst());
      return shape;
    }

    Linear withBias(Origin at, View added) {
      return new Linear(at, input, weight, Optional.of(added), gain);
    }

    Linear withGain(Origin at, View factors) {
      return new Linear(at, input, weight, bias, Optional.of(factors));
    }
  }

  /// Each token without its mean, over its deviation; then `∘ scale + shift`.
  record LayerNorm(
      Origin origin, View input, double epsilon, Optional<View> scale, Optional<View> shift)
      implements Term {
    @Override
    public List<Integer> shape() {
      return input.shape();
    }
  }

  record Apply(Origin origin, Function function, View input) implements Term {
    @Override
    public List<Integer> shape() {
      if (function != Function.MEAN) {
        return input.shape();
      }
      List<Integer> shape = new ArrayList<>(input.shape());
      shape.set(shape.size() - 1, 1);
      return shape;
    }
  }

  record Power(Origin origin, View input, double exponent) implements Term {
    @Override
    public List<Integer> shape() {
      return input.shape();
    }
  }

  /// `x + number`.
  record Shifted(Origin origin, View input, double by) implements Term {
    @Override
    public List<Integer> shape() {
      return input.shape();
    }
  }

  /// Both have one shape; so have the operands of the next two.
  record Sum(Origin origin, View left, View right) implements Term {
    @Override
    public List<Integer> shape() {
      return left.shape();
    }
  }

  record Times(Origin origin, View left, View right) implements Term {
    @Override
    public List<Integer> shape() {
      return left.shape();
    }
  }

  record Quotient(Origin origin, View left, View right) implements Term {
    @Override
    public List<Integer> shape() {
      return left.shape();
    }
  }

  /// A matrix product for each index of the axes in front, none of them a constant.
  record Product(Origin origin, View left, View right, List<Integer> shape) implements Term {}

  record Joined(Origin origin, List<View> parts, int axis, List<Integer> shape) implements Term {}

  /// What a person would call it.
  default String title() {
    return switch (this) {
      case Image _ -> "the image";
      case Constant _ -> "a constant";
      case Patches _ -> "a convolution";
      case Linear _ -> "a linear layer";
      case LayerNorm _ -> "a layer norm";
      case Apply apply -> apply.function().title;
      case Power power -> "a power of " + power.exponent();
      case Shifted _ -> "a number added";
      case Sum _ -> "a sum";
      case Times _ -> "a product of elements";
      case Quotient _ -> "a quotient";
      case Product _ -> "a product of matrices";
      case Joined _ -> "a concatenation";
    };
  }
}
