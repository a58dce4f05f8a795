package dev.vitcc.passes;

import dev.vitcc.ir.diagnostic.DiagnosticCode;

/// What passes can find wrong with a model.
public enum PassesCode implements DiagnosticCode {
  NOT_ON_ENGINE(
      "E0504",
      "the engine has no place for this operation",
      """
      The engine computes vision transformers with pre-normalisation: a patch embedding with tokens \
      and positions, blocks that add the result of a linear layer to the residual stream, attention \
      with softmax, GELU after a linear layer, and a linear head on selected tokens. The operation \
      named is used in another way. Rewrite the model in that form, or compute it on the host."""),
  CONSTANT_TOO_WIDE(
      "E0502",
      "a constant does not fit the engine's number formats",
      """
      An accumulator, a bias or a scale of the model needs more bits than the engine has: \
      accumulators 32 bits, scales below 8. docs/numerics.md lists the formats. This happens with \
      very long reductions, or with weights whose magnitudes differ wildly between layers."""),
  ILLEGAL_ENGINE(
      "E0503",
      "the engine parameters can't be built together",
      """
      docs/engine.md, "What an engine must satisfy", lists what the parameters of an engine must \
      fulfil. Change the engine clause of the target, or leave it out and let vitcc choose."""),
  NO_ROOM(
      "E0505",
      "the model does not fit the board",
      """
      Activations of a whole frame stay on chip, so an engine has to have memories for the longest \
      of them, whatever its array. Of all engines for this model, even the one that takes least \
      needs more of a resource than the board has, or than `utilization` allows. The message names \
      the resource that is farthest out of reach, and below it are changes of which each makes \
      room."""),
  TOO_SLOW(
      "E0506",
      "the frame rate can't be reached",
      """
      vitcc looked through all engines that fit the board, within `utilization`, and the fastest of \
      them takes more cycles than the frame rate leaves at this clock. The message names that \
      engine's frame rate, which is the nearest that can be had, and the resource that it uses most \
      of. Below it are changes of which each is enough alone, with the frame rate that it allows; \
      all of them were tried (docs/search.md)."""),
  ACCURACY_LOST(
      "E0514",
      "the accuracy can't be kept",
      """
      Of all designs that the target leaves, none loses as few points of top-1 as `accuracy_drop` \
      allows: right classes of the trained network less those of the integers, in per cent of the \
      images that the evaluate clause names. The message names the design that loses the least and \
      what it loses; below it is what can be had, which was tried. A few images more or less are \
      chance: the standard error is beside the points."""),
  NO_LABELS(
      "E0515",
      "there are no images with labels to measure accuracy on",
      """
      `accuracy_drop` bounds the points of top-1 that a design may lose against the trained network. \
      They are counted on the images of the evaluate clause: `evaluate "images.npy" labels \
      "labels.npy";`, of which `images 500` takes the first 500."""),
  NOT_NEAR_ENOUGH(
      "E0509",
      "a function can't be approximated within the error that is allowed",
      """
      Results are whole codes, so that half a unit in the last place is the least error that \
      anything can have, and straight lines, of which the engine has 128 at most for a function, err \
      by more. The message names the least error that can be had. Allow that one, or write `table`."""),
  PRUNING(
      "E0510",
      "tokens can't be pruned as the clause says",
      """
      Tokens are dropped in front of blocks that begin with a layer norm of the residual stream. \
      Selectors by class attention look at the block before, so there must be one. Learned selectors \
      need their tensors, `selectors.0.…` for the first stage (docs/language.md lists them), with \
      as many heads as the block."""),
  SCALES(
      "E0507",
      "the file of trained scales is not for this model",
      """
      The file that the `scales` clause names must give a format for every layer of the model and a \
      step for every activation, by the names of the weights without `.weight` (docs/scales.md), and \
      nothing else. Usually the file belongs to another model, or to another depth of it."""),
  FORMAT(
      "E0508",
      "a number format can't be had here",
      """
      The values of a format must be whole numbers within ±127 after division by a scale, and \
      queries, keys and values of one layer have codes of one width. docs/numerics.md, "Formats of \
      weights", lists the formats.""");

  private final String code;
  private final String title;
  private final String explanation;

  PassesCode(String code, String title, String explanation) {
    this.code = code;
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
