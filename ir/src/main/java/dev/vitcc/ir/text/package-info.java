/// The text form of the tensor graph and its parameters: printing and parsing, each other's
/// inverse.
package dev.vitcc.ir.text;
