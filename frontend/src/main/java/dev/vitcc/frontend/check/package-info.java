/// From syntax tree to graph and request: names, values, shapes, clauses and their defaults.
package dev.vitcc.frontend.check;
