/// What the templates of the HLS design are filled with.
@NullMarked
package dev.vitcc.backend.hls.view;

import org.jspecify.annotations.NullMarked;
