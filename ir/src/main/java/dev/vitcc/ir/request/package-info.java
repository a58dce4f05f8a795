/// What the user asks for beside the model itself, resolved: immutable records, no logic.
///
/// The front end makes them from the clauses of a `.vit` file, with every default filled in; the
/// command line replaces parts of them; passes, models and targets read them.
package dev.vitcc.ir.request;
