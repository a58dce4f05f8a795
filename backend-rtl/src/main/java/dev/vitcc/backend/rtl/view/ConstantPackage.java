package dev.vitcc.backend.rtl.view;

import java.util.List;

/// A package of constants.
public record ConstantPackage(String name, String comment, List<Constant> constants) {}
