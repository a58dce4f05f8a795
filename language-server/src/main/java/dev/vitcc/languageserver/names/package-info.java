/// Which name means what, in whatever state a file is.
package dev.vitcc.languageserver.names;
