/** What follows attention in a block: one gated MLP, or a few experts out of many. */
import type { GroupedRouting, ModelConfig } from "./config.js";
import type { Layers } from "./layers.js";
import type { MixtureLayout, MlpLayout } from "./layout.js";
import { type Graph, MS } from "./onnx.js";
import type { Parameter } from "./weights.js";

/** silu(gate x) · up x, projected down. QuickGelu with alpha 1 is SiLU, in one pass. @param x name of [T, d] */
export function swiglu(layers: Layers, mlp: MlpLayout<Parameter>, x: string): string {
  const { graph } = layers;
  const gate = graph.op("QuickGelu", [layers.linear(x, mlp.gate)], { alpha: { float: 1 } }, MS);
  return layers.linear(graph.op("Mul", [gate, layers.linear(x, mlp.up)]), mlp.down);
}

/**
 * A few experts out of many for each token, besides the shared one. An expert sees only the tokens that chose it; their sums
 * are taken in the order of the experts.
 * @param x name of [T, d]
 * @see modeling_lladamoe.py, LLaDAMoESparseMoeBlock; modeling_llada2_moe.py, LLaDA2MoeSparseMoeBlock
 */
export function mixture(layers: Layers, mlp: MixtureLayout<Parameter>, config: ModelConfig, x: string): string {
  const { graph } = layers;
  const { routing, expertsPerToken = 1 } = config;
  const logits = layers.linear(x, mlp.router);
  const bias = mlp.routerBias && layers.parameter(mlp.routerBias);
  const weights = routing
    ? groupedWeights(graph, routing, mlp.experts.length, expertsPerToken, logits, bias)
    : softmaxWeights(graph, expertsPerToken, logits);
  let sum = mlp.shared ? swiglu(layers, mlp.shared, x) : graph.op("Mul", [x, graph.scalar(0)]);
  for (const [e, expert] of mlp.experts.entries()) {
    const weight = graph.op("Gather", [weights, graph.ints([e])], { axis: { int: 1 } });
    const used = graph.op("Greater", [graph.op("Squeeze", [weight, graph.ints([1])]), graph.scalar(0)]);
    const tokens = graph.op("Transpose", [graph.op("NonZero", [used])], { perm: { ints: [1, 0] } });
    const rows = graph.op("GatherND", [x, tokens]);
    const out = graph.op("Mul", [swiglu(layers, expert, rows), graph.op("GatherND", [weight, tokens])]);
    sum = graph.op("ScatterND", [sum, tokens, out], { reduction: { text: "add" } });
  }
  return sum;
}

const last = { axis: { int: -1 } };

/** Softmax over all experts, kept at the `perToken` most likely, not renormalised. @returns name of [T, experts], 0 elsewhere */
function softmaxWeights(graph: Graph, perToken: number, logits: string): string {
  const likely = graph.op("Softmax", [logits], last);
  const [best, chosen] = graph.ops("TopK", [likely, graph.ints([perToken])], 2, last) as [string, string];
  return scattered(graph, likely, chosen, best);
}

/** @returns name of [T, experts], 0 where an expert is not used; see GroupedRouting */
function groupedWeights(
  graph: Graph,
  { groups, groupsPerToken, scale }: GroupedRouting,
  experts: number,
  perToken: number,
  logits: string,
  bias: string | undefined,
): string {
  const scores = graph.op("Sigmoid", [logits]);
  const biased = bias === undefined ? scores : graph.op("Add", [scores, bias]);
  const grouped = graph.op("Reshape", [biased, graph.ints([0, groups, experts / groups])]);
  const [pairs] = graph.ops("TopK", [grouped, graph.ints([2])], 2, last) as [string, string];
  const strength = graph.op("ReduceSum", [pairs, graph.ints([-1])], { keepdims: { int: 0 } });
  const [tops, chosenGroups] = graph.ops("TopK", [strength, graph.ints([groupsPerToken])], 2, last) as [string, string];
  const one = graph.op("Add", [graph.op("Mul", [tops, graph.scalar(0)]), graph.scalar(1)]);
  const open = graph.op("Greater", [scattered(graph, strength, chosenGroups, one), graph.scalar(0)]);
  const allowed = graph.op("Where", [graph.op("Unsqueeze", [open, graph.ints([2])]), grouped, graph.scalar(LOWEST)]);
  const flat = graph.op("Reshape", [allowed, graph.ints([0, experts])]);
  const [, chosen] = graph.ops("TopK", [flat, graph.ints([perToken])], 2, last) as [string, string];
  const own = graph.op("GatherElements", [scores, chosen], last);
  const total = graph.op("ReduceSum", [own, graph.ints([-1])], { keepdims: { int: 1 } });
  // As published: 1e-20 keeps a sum of nothing from dividing by 0; a single expert's score is not made 1.
  const shares = perToken > 1 ? graph.op("Div", [own, graph.op("Add", [total, graph.scalar(1e-20)])]) : own;
  return scattered(graph, scores, chosen, graph.op("Mul", [shares, graph.scalar(scale)]));
}

/** Below every score that a router gives. */
const LOWEST = -1e30;

/** Zeros in the shape of `like`, with `values` at `indices` of the last axis. */
function scattered(graph: Graph, like: string, indices: string, values: string): string {
  const zeros = graph.op("Mul", [like, graph.scalar(0)]);
  return graph.op("ScatterElements", [zeros, indices, values], last);
}
