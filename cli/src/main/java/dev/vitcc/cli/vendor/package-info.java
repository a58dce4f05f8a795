/// What vendors' tools found out about a build, read from their reports.
@NullMarked
package dev.vitcc.cli.vendor;

import org.jspecify.annotations.NullMarked;
