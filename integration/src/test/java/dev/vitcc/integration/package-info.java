/// Tests across modules: architecture rules, conformance of ops, end to end.
package dev.vitcc.integration;
