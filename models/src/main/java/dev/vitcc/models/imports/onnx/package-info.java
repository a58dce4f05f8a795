/// Recognises a vision transformer in an ONNX graph by what it computes.
///
/// [GraphReader] runs through the nodes for one image: shapes become numbers, what depends on no
/// image is computed, moves of data become [Layout]s, and arithmetic becomes [Term]s of a small
/// algebra in which exporters' ways of writing a layer norm or a GELU are one. [VitMatch] then
/// reads the model off the terms, from the logits back to the image.
package dev.vitcc.models.imports.onnx;
