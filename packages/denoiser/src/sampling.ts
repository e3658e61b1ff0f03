/** Exact sampling inside the graph: the inverse of the cumulative distribution at a given uniform number. */
import type { Graph } from "./onnx.js";

/** The largest float32 below 1. */
const JUST_BELOW_ONE = 1 - 2 ** -24;

/**
 * Ids per chunk of the two-level search: about √V, a power of two, so that both levels are short. Two short sums also
 * keep float32 accurate where one running sum over 126,464 ids would lose the small probabilities.
 */
export function chunkSize(vocabSize: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, vocabSize)) / 2);
}

/**
 * The first id whose cumulative weight exceeds uniform × total, with weights exp((ℓ − max ℓ) / T). An id of weight 0 is
 * never returned: both levels take the first entry that raises the sum above the mark.
 * @param graph the branch to write into
 * @param logits name of ℓ [C, V] float32, finite
 * @param temperature name of T [C, 1]; rows with T = 0 get some valid id that the caller must ignore
 * @param uniform name of u [C, 1], in [0, 1 − 2⁻²³], for which u · x < x in float32
 * @returns name of the sampled ids [C, 1] int64
 */
export function inverseCdfSample(
  graph: Graph,
  vocabSize: number,
  logits: string,
  temperature: string,
  uniform: string,
): string {
  const width = chunkSize(vocabSize);
  const chunks = Math.ceil(vocabSize / width);
  const last = { axis: { int: -1 } };

  const positive = graph.op("Greater", [temperature, graph.scalar(0)]);
  const divisor = graph.op("Where", [positive, temperature, graph.scalar(1)]);
  const best = graph.op("ReduceMax", [logits, graph.ints([1])], { keepdims: { int: 1 } });
  let weights = graph.op("Exp", [graph.op("Div", [graph.op("Sub", [logits, best]), divisor])]);
  const missing = chunks * width - vocabSize;
  if (missing > 0) weights = graph.op("Pad", [weights, graph.ints([0, 0, 0, missing])]);
  const grid = graph.op("Reshape", [weights, graph.ints([-1, chunks, width])]);

  // Level 1: the chunk. u · total < total = the last entry, so at least one entry exceeds the mark.
  const chunkSums = graph.op("ReduceSum", [grid, graph.ints([2])], { keepdims: { int: 0 } });
  const chunkEnds = graph.op("CumSum", [chunkSums, graph.ints(1)]);
  const total = graph.op("Slice", [chunkEnds, graph.ints([-1]), graph.ints([chunks]), graph.ints([1])]);
  const mark = graph.op("Mul", [uniform, total]);
  const chunk = countUpTo(graph, chunkEnds, mark);
  const chunkStarts = graph.op("CumSum", [chunkSums, graph.ints(1)], { exclusive: { int: 1 } });
  const rest = graph.op("Sub", [mark, graph.op("GatherElements", [chunkStarts, chunk], last)]);

  // Level 2: inside it. This sum may round to less than level 1's, so the mark is kept just below its end.
  const inside = graph.op("GatherND", [grid, chunk], { batch_dims: { int: 1 } });
  const ends = graph.op("CumSum", [inside, graph.ints(1)]);
  const end = graph.op("Slice", [ends, graph.ints([-1]), graph.ints([width]), graph.ints([1])]);
  const belowEnd = graph.op("Min", [rest, graph.op("Mul", [end, graph.scalar(JUST_BELOW_ONE)])]);
  // Nor below 0, where a leading id of weight 0 would count as the first above it.
  const innerMark = graph.op("Max", [belowEnd, graph.scalar(0)]);
  const offset = countUpTo(graph, ends, innerMark);
  return graph.op("Add", [graph.op("Mul", [chunk, graph.ints(width)]), offset]);
}

/** How many entries of each ascending row [C, K] are ≤ mark [C, 1]: the index of the first above it. @returns [C, 1] */
function countUpTo(graph: Graph, ascending: string, mark: string): string {
  const below = graph.op("Cast", [graph.op("LessOrEqual", [ascending, mark])], { to: { int: 7 } });
  return graph.op("ReduceSum", [below, graph.ints([1])], { keepdims: { int: 1 } });
}
