package dev.vitcc.backend.rtl.view;

import java.util.List;

/// The sources of the accelerator, packages first, relative to the list.
public record FileList(List<String> files) {}
