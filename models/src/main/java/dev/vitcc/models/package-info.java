/// Weights and images as they come from outside: safetensors, timm and Hugging Face layouts, npy,
/// IDX, PNG.
package dev.vitcc.models;
