package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The canonical (timm) name of every layer's weights, found from the layer's place in the model.
///
/// A *place* is the innermost iteration of a `repeat` around a layer, or else the outermost call of
/// a block, or else the top level. Places that hold an attention are the transformer blocks,
/// numbered from 0: in block I the attention is `blocks.I.attn`, the perceptron `blocks.I.mlp`, the
/// first and second layer norm `blocks.I.norm1` and `blocks.I.norm2`. At the top level the layer
/// norm is `norm` and the linear layer `head`. Where two layers of a place would have one name,
/// each must be named with `weights = "…"`.
///
/// @param prefixes of each owner of weights, in order of expansion
/// @param blocks the number of the transformer block for each place that is one
record WeightNames(List<String> prefixes, Map<Integer, Integer> blocks) {
  /// The place that is the top level.
  static final int TOP = 0;

  WeightNames {
    prefixes = List.copyOf(prefixes);
    blocks = Map.copyOf(blocks);
  }

  /// What a layer is to the model.
  enum Role {
    PATCH_EMBED("patch_embed"),
    CLASS_TOKEN("cls_token"),
    DISTILLATION_TOKEN("dist_token"),
    POSITION("pos_embed"),
    LAYER_NORM("norm"),
    LINEAR("head"),
    ATTENTION("attn"),
    MLP("mlp");

    private final String canonical;

    Role(String canonical) {
      this.canonical = canonical;
    }
  }

  /// A layer that has weights.
  ///
  /// @param callee the function as it is written
  /// @param explicit the name that the user gave
  record Owner(
      Role role, String callee, Optional<String> explicit, int place, SourceLocation location) {}

  /// Names for a first expansion, which finds the owners: a number each.
  static WeightNames provisional() {
    return new WeightNames(List.of(), Map.of());
  }

  String prefix(int owner) {
    return owner < prefixes.size() ? prefixes.get(owner) : "weights" + owner;
  }

  /// `block3.` for layers of block 3, nothing for others.
  String path(int place) {
    Integer block = blocks.get(place);
    return block == null ? "" : "block" + block + ".";
  }

  /// Names every owner; what cannot be named is reported.
  static WeightNames resolve(List<Owner> owners, Reporter reporter) {
    Map<Integer, Integer> blocks = new LinkedHashMap<>();
    for (Owner owner : owners) {
      boolean marksBlock =
          owner.role() == Role.ATTENTION || owner.explicit().orElse("").contains("*");
      if (owner.place() != TOP && marksBlock) {
        blocks.putIfAbsent(owner.place(), blocks.size());
      }
    }
    Map<String, List<Owner>> peers = new LinkedHashMap<>();
    for (Owner owner : owners) {
      if (owner.explicit().isEmpty()) {
        peers.computeIfAbsent(peerKey(owner, blocks), key -> new ArrayList<>()).add(owner);
      }
    }
    List<String> prefixes = new ArrayList<>();
    Map<String, Owner> taken = new LinkedHashMap<>();
    for (Owner owner : owners) {
      Optional<Integer> block = Optional.ofNullable(blocks.get(owner.place()));
      String prefix =
          owner.explicit().isPresent()
              ? explicit(owner, block, reporter)
              : implied(
                  owner, block, peers.getOrDefault(peerKey(owner, blocks), List.of()), reporter);
      prefixes.add(prefix);
      Owner other = taken.putIfAbsent(prefix, owner);
      if (other != null && !prefix.isEmpty()) {
        reporter.error(
            FrontendCode.WEIGHTS_TWICE,
            owner.location(),
            owner.callee()
                + ": the weights '"
                + prefix
                + "' already belong to the "
                + other.callee()
                + " at line "
                + other.location().line(),
            "give each its own name: weights = \"…\", with * for the block's number");
      }
    }
    return new WeightNames(prefixes, blocks);
  }

  /// Owners with one key compete for one name: those of a role in a block, or of a role outside.
  private static String peerKey(Owner owner, Map<Integer, Integer> blocks) {
    boolean inBlock = blocks.containsKey(owner.place());
    return owner.role() + (inBlock ? " in block " + owner.place() : "");
  }

  private static String explicit(Owner owner, Optional<Integer> block, Reporter reporter) {
    String name = owner.explicit().orElseThrow();
    if (!name.contains("*")) {
      return name;
    }
    if (block.isEmpty()) {
      reporter.error(
          FrontendCode.WEIGHTS_AMBIGUOUS,
          owner.location(),
          owner.callee()
              + ": '*' stands for the number of a transformer block, and this is outside of one");
      return "";
    }
    return name.replace("*", block.orElseThrow().toString());
  }

  private static String implied(
      Owner owner, Optional<Integer> block, List<Owner> peers, Reporter reporter) {
    if (block.isPresent()) {
      String prefix = "blocks." + block.orElseThrow() + ".";
      switch (owner.role()) {
        case LAYER_NORM -> {
          if (peers.size() <= 2) {
            return prefix + (same(peers.getFirst(), owner) ? "norm1" : "norm2");
          }
        }
        case ATTENTION, MLP -> {
          if (peers.size() == 1) {
            return prefix + owner.role().canonical;
          }
        }
        case LINEAR, PATCH_EMBED, CLASS_TOKEN, DISTILLATION_TOKEN, POSITION -> {}
      }
      return ambiguous(owner, "a transformer block", peers.size(), "blocks.*.…", reporter);
    }
    boolean blockRole = owner.role() == Role.ATTENTION || owner.role() == Role.MLP;
    if (peers.size() == 1 && !blockRole) {
      return owner.role().canonical;
    }
    String example = blockRole ? "blocks.0." + owner.role().canonical : owner.role().canonical;
    return ambiguous(owner, "the model outside its blocks", peers.size(), example, reporter);
  }

  @SuppressWarnings("ReferenceEquality") // equal owners are still two layers
  private static boolean same(Owner a, Owner b) {
    return a == b;
  }

  private static String ambiguous(
      Owner owner, String place, int count, String example, Reporter reporter) {
    String callee = owner.callee();
    String reason =
        count == 1
            ? callee + " has no usual name in " + place
            : place + " has " + count + " " + callee + " without a name";
    reporter.error(
        FrontendCode.WEIGHTS_AMBIGUOUS,
        owner.location(),
        callee + ": cannot tell which weights belong here: " + reason,
        "name them: weights = \"" + example + "\"");
    return "";
  }
}
