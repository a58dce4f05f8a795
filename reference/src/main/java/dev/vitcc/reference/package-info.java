/// The oracle: float and integer meaning of every op, and the program interpreter.
package dev.vitcc.reference;
