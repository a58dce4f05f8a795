/// The text of a file in an editor: places in it, and the statements that it is made of.
package dev.vitcc.languageserver.text;
