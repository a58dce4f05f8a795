/// `report.html`, made from the figures of `report.json` alone.
@NullMarked
package dev.vitcc.cli.report;

import org.jspecify.annotations.NullMarked;
