package dev.vitcc.integration.architecture.wrong.passes;

import org.eclipse.lsp4j.Hover;

/// A pass that talks to editors.
record Editing(Hover hover) {}
