package dev.vitcc.backend.rtl.view;

/// An entry of a ROM in logic, both as literals.
public record RomEntry(String address, String data) {}
