package dev.vitcc.integration.architecture.wrong.passes;

import org.stringtemplate.v4.ST;

/// A pass that lays out text by itself.
record Templating(ST template) {}
