/** What follows attention in a block: one gated MLP, or a few experts out of many. */
import type { Layers } from "./layers.js";
import type { MlpLayout } from "./layout.js";
import { MS } from "./onnx.js";
import type { Parameter } from "./weights.js";

/** silu(gate x) · up x, projected down. QuickGelu with alpha 1 is SiLU, in one pass. @param x name of [T, d] */
export function swiglu(layers: Layers, mlp: MlpLayout<Parameter>, x: string): string {
  const { graph } = layers;
  const gate = graph.op("QuickGelu", [layers.linear(x, mlp.gate)], { alpha: { float: 1 } }, MS);
  return layers.linear(graph.op("Mul", [gate, layers.linear(x, mlp.up)]), mlp.down);
}

/**
 * Each token's `perToken` most likely experts, weighted by the router's softmax over all of them, not renormalised. An
 * expert sees only the tokens that chose it; their sums are taken in the order of the experts.
 * @param x name of [T, d]
 * @see modeling_lladamoe.py, LLaDAMoESparseMoeBlock
 */
export function mixture(
  layers: Layers,
  { router, experts }: { readonly router: Parameter; readonly experts: readonly MlpLayout<Parameter>[] },
  perToken: number,
  x: string,
): string {
  const { graph } = layers;
  const last = { axis: { int: -1 } };
  const likely = graph.op("Softmax", [layers.linear(x, router)], last);
  const [best, chosen] = graph.ops("TopK", [likely, graph.ints([perToken])], 2, last) as [string, string];
  const none = graph.op("Mul", [likely, graph.scalar(0)]);
  const weights = graph.op("ScatterElements", [none, chosen, best], { axis: { int: 1 } });
  let sum = graph.op("Mul", [x, graph.scalar(0)]);
  for (const [e, expert] of experts.entries()) {
    const weight = graph.op("Gather", [weights, graph.ints([e])], { axis: { int: 1 } });
    const used = graph.op("Greater", [graph.op("Squeeze", [weight, graph.ints([1])]), graph.scalar(0)]);
    const tokens = graph.op("Transpose", [graph.op("NonZero", [used])], { perm: { ints: [1, 0] } });
    const rows = graph.op("GatherND", [x, tokens]);
    const out = graph.op("Mul", [swiglu(layers, expert, rows), graph.op("GatherND", [weight, tokens])]);
    sum = graph.op("ScatterND", [sum, tokens, out], { reduction: { text: "add" } });
  }
  return sum;
}
