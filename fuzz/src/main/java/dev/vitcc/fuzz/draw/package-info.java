/// What is drawn: shapes, edits of graphs, clauses, engines.
@NullMarked
package dev.vitcc.fuzz.draw;

import org.jspecify.annotations.NullMarked;
