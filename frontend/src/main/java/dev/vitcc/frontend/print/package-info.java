/// From syntax tree to text.
package dev.vitcc.frontend.print;
