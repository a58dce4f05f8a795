package dev.vitcc.backend.rtl.view;

/// One `m_axi` port of the top.
///
/// @param name such as `m_axi_gmem0`
/// @param dataRange range of the data, padded like those of the other signals
/// @param strobeRange likewise
/// @param size logarithm of the bytes of a beat
/// @param writes whether the store unit writes through it
public record MemoryPort(
    String name, int index, String dataRange, String strobeRange, int size, boolean writes) {}
