/// What runs the passes: their order, what holds between them, and who watches.
package dev.vitcc.passes.manager;
