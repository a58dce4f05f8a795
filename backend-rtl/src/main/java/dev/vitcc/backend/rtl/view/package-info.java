/// What the templates of `rtl/structure.stg` print: one record for each template, ready-made.
@NullMarked
package dev.vitcc.backend.rtl.view;

import org.jspecify.annotations.NullMarked;
