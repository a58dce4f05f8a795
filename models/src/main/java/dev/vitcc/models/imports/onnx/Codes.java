package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Elements;

/// The codes behind a quantised constant: `value = code · scale`, element by element of the
/// constant.
///
/// @param binary codes are ±1 of one bit
/// @param bits of the type that holds them
/// @param fault why vitcc has no such codes; empty if it may have
record Codes(Elements codes, Elements scales, boolean binary, int bits, String fault) {}
