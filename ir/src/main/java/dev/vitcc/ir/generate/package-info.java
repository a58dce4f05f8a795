/// Random legal models, for tests of everything that takes a model.
package dev.vitcc.ir.generate;
