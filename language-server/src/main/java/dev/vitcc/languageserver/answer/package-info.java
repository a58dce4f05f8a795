/// The answers: each takes an [Analysis] and a place in the text.
package dev.vitcc.languageserver.answer;
