/// Boards as data, and the models of cycles and resources.
package dev.vitcc.targets;
