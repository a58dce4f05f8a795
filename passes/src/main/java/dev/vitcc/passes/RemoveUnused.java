package dev.vitcc.passes;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Input;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Drops nodes that no output depends on.
///
/// ```
/// %a = gelu(%x)              %a = gelu(%x)
/// %b = gelu(%a)        →     return %a
/// return %a
/// ```
///
/// Always legal: ops have no effect but their result. The input stays, used or not, since it is a
/// port of the accelerator; values of parameters stay where they are.
public final class RemoveUnused implements Pass {
  @Override
  public String summary() {
    return "drop nodes that no output depends on";
  }

  @Override
  public Model run(Model model, PassContext context) {
    Graph graph = model.graph();
    Set<String> needed = new LinkedHashSet<>(graph.outputs());
    List<Node> kept = new ArrayList<>();
    for (Node node : graph.nodes().reversed()) {
      if (needed.contains(node.name()) || node.op() instanceof Input) {
        needed.addAll(node.operands());
        kept.add(node);
      }
    }
    return new Model(new Graph(graph.name(), kept.reversed(), graph.outputs()), model.parameters());
  }
}
