/// The passes, one a file, and the pipelines that order them.
package dev.vitcc.passes;
