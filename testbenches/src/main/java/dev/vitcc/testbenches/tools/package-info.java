/// Programs of others, such as Verilator and make: on this machine or in a container.
@NullMarked
package dev.vitcc.testbenches.tools;

import org.jspecify.annotations.NullMarked;
