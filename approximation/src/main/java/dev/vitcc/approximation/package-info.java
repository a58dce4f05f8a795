/// Nonlinear functions in integers: polynomials, tables and the forms of papers, with their errors
/// found by trying every input.
@NullMarked
package dev.vitcc.approximation;

import org.jspecify.annotations.NullMarked;
