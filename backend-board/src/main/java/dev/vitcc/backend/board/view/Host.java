package dev.vitcc.backend.board.view;

/// A processing system beside the fabric.
///
/// @param processor its block in IP integrator
/// @param ports to memory
/// @param registerBase where it sees the registers of the accelerator
public record Host(String board, String processor, int ports, int portBits, String registerBase) {}
