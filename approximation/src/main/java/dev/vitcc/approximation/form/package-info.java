/// Ways to compute a function: tables, polynomials fitted to an error, and the forms of papers.
@NullMarked
package dev.vitcc.approximation.form;

import org.jspecify.annotations.NullMarked;
