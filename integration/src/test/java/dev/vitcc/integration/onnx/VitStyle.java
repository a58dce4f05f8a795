package dev.vitcc.integration.onnx;

/// How an exporter writes down a ViT.
record VitStyle(
    int opset,
    long batch,
    boolean external,
    Norm norm,
    Gelu gelu,
    Linear linear,
    Qkv qkv,
    Scale scale,
    Tokens tokens,
    Select select) {

  enum Norm {
    OP,
    /// ReduceMean, Sub, Pow, ReduceMean, Add, Sqrt, Div, Mul, Add.
    WRITTEN_OUT,
    /// The square as a product, the quotient as a reciprocal.
    BY_RECIPROCAL
  }

  enum Gelu {
    ERF,
    HALF_FIRST,
    OP,
    /// A function that the file defines.
    FUNCTION,
    TANH
  }

  enum Linear {
    MATMUL_ADD,
    BIAS_FIRST,
    /// Tokens flattened to rows, weights as PyTorch has them.
    GEMM
  }

  enum Qkv {
    /// timm: reshape, transpose, then three Gathers.
    GATHERED,
    /// Newer timm: reshape, transpose, Split, Squeeze.
    SPLIT,
    /// Hugging Face: three layers.
    SEPARATE,
    /// Query, key and value of one head side by side.
    BY_HEAD,
    SEPARATE_WITHOUT_KEY_BIAS,
    /// ONNX Runtime's Attention, projection and all.
    FUSED,
    /// ONNX Runtime's MultiHeadAttention, with the biases of the projections.
    FUSED_HEADS
  }

  enum Scale {
    AFTER_DIV,
    BEFORE_MUL,
    /// PyTorch's scaled_dot_product_attention.
    ROOT_ON_BOTH,
    /// In the weights of the query already.
    NONE
  }

  enum Tokens {
    CLASS,
    /// Positions are added to patches alone.
    CLASS_WITHOUT_POSITION,
    DISTILLED
  }

  enum Select {
    GATHER,
    SLICE,
    /// The norm goes over the token alone.
    BEFORE_NORM
  }

  static VitStyle timm() {
    return new VitStyle(
        17,
        -1,
        false,
        Norm.OP,
        Gelu.ERF,
        Linear.MATMUL_ADD,
        Qkv.SPLIT,
        Scale.BEFORE_MUL,
        Tokens.CLASS,
        Select.GATHER);
  }

  static VitStyle huggingFace() {
    return new VitStyle(
        14,
        1,
        false,
        Norm.WRITTEN_OUT,
        Gelu.HALF_FIRST,
        Linear.BIAS_FIRST,
        Qkv.SEPARATE,
        Scale.AFTER_DIV,
        Tokens.CLASS,
        Select.SLICE);
  }

  static VitStyle dynamo() {
    return new VitStyle(
        18,
        -1,
        true,
        Norm.OP,
        Gelu.ERF,
        Linear.GEMM,
        Qkv.GATHERED,
        Scale.ROOT_ON_BOTH,
        Tokens.DISTILLED,
        Select.SLICE);
  }

  VitStyle with(Norm other) {
    return new VitStyle(opset, batch, external, other, gelu, linear, qkv, scale, tokens, select);
  }

  VitStyle with(Gelu other) {
    int version = other == Gelu.OP || other == Gelu.FUNCTION ? 20 : opset;
    return new VitStyle(version, batch, external, norm, other, linear, qkv, scale, tokens, select);
  }

  VitStyle with(Qkv other) {
    return new VitStyle(opset, batch, external, norm, gelu, linear, other, scale, tokens, select);
  }

  VitStyle with(Scale other) {
    return new VitStyle(opset, batch, external, norm, gelu, linear, qkv, other, tokens, select);
  }

  VitStyle with(Tokens other) {
    return new VitStyle(opset, batch, external, norm, gelu, linear, qkv, scale, other, select);
  }

  VitStyle with(Select other) {
    return new VitStyle(opset, batch, external, norm, gelu, linear, qkv, scale, tokens, other);
  }

  VitStyle with(int version) {
    return new VitStyle(version, batch, external, norm, gelu, linear, qkv, scale, tokens, select);
  }
}
