package dev.vitcc.backend.board.view;

/// The accelerator in a device tree.
///
/// @param cells of an address, and of a size
/// @param unitAddress of the registers, in hexadecimal without 0x
/// @param registerRange address and size of the registers
/// @param interrupt number of the shared interrupt
/// @param frames that a start runs
/// @param memoryBytes for image, input and output
public record DeviceTree(
    String board,
    int cells,
    String unitAddress,
    String registerRange,
    String interruptController,
    int interrupt,
    int frames,
    String memoryBytes) {}
