/// A house that breaks every rule, to show that each of them can fail. Nothing here is used by
/// anything else.
package dev.vitcc.integration.architecture.wrong;
