/// The syntax tree of a `.vit` file: plain records, each with the place where it was written.
package dev.vitcc.frontend.ast;
