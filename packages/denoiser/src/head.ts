/**
 * The sampler head: hidden states of candidates in, a few numbers per candidate out.
 *
 * Inputs (C candidates; ids must be in [0, V)):
 * | name | type | shape | meaning |
 * |---|---|---|---|
 * | candidates | int32 | [C] | indices into `rows`: where to predict |
 * | partners | int32 | [C] | the same position in the guidance canvas, or the candidate itself without guidance |
 * | guidance_scale | float | [C] | w in ℓ = u + (w + 1)(c − u) |
 * | suppressed_ids | int32 | [C, S] | ids that are never chosen (repeats allowed): ℓ without them is ℓ₁ |
 * | confidence_suppressed_ids | int32 | [C, S₂] | ids that the confidence ignores as well: ℓ₁ without them is ℓ₂ |
 * | temperature | float | [C] | 0 = argmax of ℓ₁, otherwise a sample of softmax(ℓ₁ / T) |
 * | uniform | float | [C] | in [0, 1): the number a sample is drawn with |
 * | target_ids | int32 | [C] | −1 = none |
 *
 * Outputs, each [C]: token_ids int32; confidence = p[token], margin = p of the best minus p of the second, entropy and
 * target_log_prob in nats, all of p = softmax(ℓ₂), float32.
 */
import { ElementType, type Graph } from "./onnx.js";
import { inverseCdfSample } from "./sampling.js";

/** Stands for −∞: finite, because 0 · −∞ would make the entropy NaN, and far below any float32 logit divided by T. */
export const SUPPRESSED = -1e30;

/**
 * Adds the head to a graph.
 * @param hidden name of the normed hidden states [R, d]
 * @param project the LM head: name of hidden states [C, d] → name of logits [C, V]
 * @param fullLogits adds the output `logits` [C, V], after guidance and before suppression
 */
export function samplerHead(
  graph: Graph,
  vocabSize: number,
  hidden: string,
  project: (hidden: string) => string,
  fullLogits: boolean,
): void {
  const last = { axis: { int: -1 } };
  const targetIds = graph.input("target_ids", ElementType.int32, ["candidates"]);
  const logits = project(guidedHidden(graph, hidden));
  if (fullLogits) rename(graph, logits, "logits", ElementType.float, ["candidates", vocabSize]);

  const allowed = suppress(graph, logits, "suppressed_ids", "suppressed");
  const tokens = chooseTokens(graph, vocabSize, allowed);

  // One softmax for everything: z = ℓ₂ − max ≤ 0, e = exp z, p = e / Σe. The best has z = 0, so its p is 1 / Σe.
  const ranked = suppress(graph, allowed, "confidence_suppressed_ids", "confidence_suppressed");
  const [top] = graph.ops("TopK", [ranked, graph.ints([2])], 2, last) as [string];
  const [best, second] = graph.ops("Split", [top], 2, { ...last, num_outputs: { int: 2 } }) as [string, string];
  const z = graph.op("Sub", [ranked, best]);
  const e = graph.op("Exp", [z]);
  const sum = sumLast(graph, e);
  const logSum = graph.op("Log", [sum]);

  const ofToken = graph.op("GatherElements", [e, tokens], last);
  const gap = graph.op("Sub", [graph.scalar(1), graph.op("Exp", [graph.op("Sub", [second, best])])]);
  const meanZ = graph.op("Div", [sumLast(graph, graph.op("Mul", [e, z])), sum]);
  const target = graph.op("Unsqueeze", [targetIds, graph.ints([1])]);
  const zero = graph.op("Cast", [graph.ints(0)], { to: { int: ElementType.int32 } });
  const ofTarget = graph.op("GatherElements", [z, graph.op("Max", [target, zero])], last);
  const logProb = graph.op("Sub", [ofTarget, logSum]);

  publish(graph, tokens, "token_ids", ElementType.int32);
  publish(graph, graph.op("Div", [ofToken, sum]), "confidence", ElementType.float);
  publish(graph, graph.op("Div", [gap, sum]), "margin", ElementType.float);
  publish(graph, graph.op("Sub", [logSum, meanZ]), "entropy", ElementType.float);
  const hasTarget = graph.op("GreaterOrEqual", [target, zero]);
  publish(graph, graph.op("Where", [hasTarget, logProb, graph.scalar(0)]), "target_log_prob", ElementType.float);
}

/**
 * Guidance on hidden states instead of logits: the LM head is linear, so the result is the same and only C rows reach
 * it. Without guidance the partner is the candidate, the difference 0 and the hidden state exactly the candidate's.
 * @returns hidden states [C, d]
 */
function guidedHidden(graph: Graph, hidden: string): string {
  const candidates = graph.input("candidates", ElementType.int32, ["candidates"]);
  const partners = graph.input("partners", ElementType.int32, ["candidates"]);
  const scale = column(graph, graph.input("guidance_scale", ElementType.float, ["candidates"]));
  const conditional = graph.op("Gather", [hidden, candidates]);
  const unconditional = graph.op("Gather", [hidden, partners]);
  const pull = graph.op("Mul", [
    graph.op("Add", [scale, graph.scalar(1)]),
    graph.op("Sub", [conditional, unconditional]),
  ]);
  return graph.op("Add", [unconditional, pull]);
}

/** @returns chosen tokens [C, 1] int32 */
function chooseTokens(graph: Graph, vocabSize: number, allowed: string): string {
  const temperature = column(graph, graph.input("temperature", ElementType.float, ["candidates"]));
  const uniform = column(graph, graph.input("uniform", ElementType.float, ["candidates"]));
  const argmax = graph.op("ArgMax", [allowed], { axis: { int: 1 }, keepdims: { int: 1 } });
  const sampling = graph.op("Greater", [temperature, graph.scalar(0)]);
  const hottest = graph.op("ReduceMax", [temperature], { keepdims: { int: 0 } });

  const sampled = graph.subgraph("sampled");
  const sample = inverseCdfSample(sampled, vocabSize, allowed, temperature, uniform);
  rename(sampled, sampled.op("Where", [sampling, sample, argmax]), "sampled.tokens", ElementType.int64, [
    "candidates",
    1,
  ]);
  const greedy = graph.subgraph("greedy");
  rename(greedy, argmax, "greedy.tokens", ElementType.int64, ["candidates", 1]);

  // A branch, so that a batch without a sampled row does not pay for the cumulative sums.
  const tokens = graph.op("If", [graph.op("Greater", [hottest, graph.scalar(0)])], {
    then_branch: { graph: sampled },
    else_branch: { graph: greedy },
  });
  return graph.op("Cast", [tokens], { to: { int: ElementType.int32 } });
}

/** Writes `SUPPRESSED` over the logits of the ids in input `name` [C, S]. */
function suppress(graph: Graph, logits: string, name: string, axis: string): string {
  const ids = graph.input(name, ElementType.int32, ["candidates", axis]);
  const updates = graph.op("Expand", [graph.scalar(SUPPRESSED), graph.op("Shape", [ids])]);
  return graph.op("ScatterElements", [logits, ids, updates], { axis: { int: 1 } });
}

function sumLast(graph: Graph, x: string): string {
  return graph.op("ReduceSum", [x, graph.ints([1])], { keepdims: { int: 1 } });
}

/** [C] → [C, 1] */
function column(graph: Graph, x: string): string {
  return graph.op("Unsqueeze", [x, graph.ints([1])]);
}

/** [C, 1] → the output `name` [C] */
function publish(graph: Graph, x: string, name: string, type: ElementType): void {
  graph.node("Squeeze", [x, graph.ints([1])], [name]);
  graph.output(name, type, ["candidates"]);
}

function rename(graph: Graph, x: string, name: string, type: ElementType, shape: (string | number)[]): void {
  graph.node("Identity", [x], [name]);
  graph.output(name, type, shape);
}
