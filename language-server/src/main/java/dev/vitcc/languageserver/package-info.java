/// What editors ask about `.vit` files, over the language server protocol.
package dev.vitcc.languageserver;
