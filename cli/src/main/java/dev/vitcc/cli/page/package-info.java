/// What vitcc's pages are made of: text, tables, axes, drawings.
@NullMarked
package dev.vitcc.cli.page;

import org.jspecify.annotations.NullMarked;
