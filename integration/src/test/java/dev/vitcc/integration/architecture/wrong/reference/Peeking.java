package dev.vitcc.integration.architecture.wrong.reference;

import dev.vitcc.integration.architecture.wrong.passes.BaseUtils;

/// An oracle that looks at what it judges.
final class Peeking {
  final BaseUtils passes = new BaseUtils();
}
