/// What the templates of scripts and drivers are filled with.
@NullMarked
package dev.vitcc.backend.board.view;

import org.jspecify.annotations.NullMarked;
