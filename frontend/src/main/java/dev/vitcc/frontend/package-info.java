/// The `.vit` language: grammar, checking, diagnostics.
package dev.vitcc.frontend;
