/// What holds of every graph between passes, and the check that it does.
package dev.vitcc.ir.verify;
