/// ONNX files as they are: messages, tensors, and nothing of what they mean.
package dev.vitcc.models.onnx;
