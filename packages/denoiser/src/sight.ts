/** Who sees whom: shadows, and blocks that see only themselves and what came before. */
import type { ModelConfig } from "./config.js";
import { SUPPRESSED } from "./head.js";
import type { Layers } from "./layers.js";
import { ElementType, type Graph } from "./onnx.js";

/** What attention needs to know of it; each is a value's name. */
export type Sight =
  /** [B, 1, N, N], added to every token's scores: 0 where it sees, far below 0 elsewhere. */
  | { readonly ofAll: string }
  /** Real tokens see all real ones and need nothing added. */
  | { readonly shadows: Shadows };

/** The last S of a canvas's N tokens. */
export interface Shadows {
  /** [] bool: S > 0. */
  readonly present: string;
  /** [1]: N − S, and N. */
  readonly realLength: string;
  readonly length: string;
  /** [B, 1, S, N] float32, as above, for the shadows alone. */
  readonly bias: string;
}

/**
 * A shadow sees itself and every real token of another position; nothing else sees a shadow. In a block-causal model a token
 * sees nothing of a later block, blocks being counted from position 0. Padding, where there is any, sees itself and is seen by
 * nothing else.
 * @param positions name of [B, N] int32
 * @param padded whether canvases have lengths of their own, from the input key_lengths
 */
export function sight(layers: Layers, config: ModelConfig, positions: string, padded: boolean): Sight {
  const { graph } = layers;
  const wide = (x: string) => graph.op("Cast", [x], { to: { int: ElementType.int64 } });
  const count = wide(graph.input("shadow_length", ElementType.int32, [padded ? "batch" : 1]));
  const length = graph.op("Shape", [positions], { start: { int: 1 } });
  const scalar = (x: string) => graph.op("Squeeze", [x]);
  const all = scalar(length);
  const ends = padded ? wide(graph.input("key_lengths", ElementType.int32, ["batch"])) : length;
  const realLength = graph.op("Sub", [ends, count]);
  // [B, 1, 1, 1], or [1, 1, 1, 1] where all canvases have one length.
  const real = graph.op("Unsqueeze", [realLength, graph.ints([1, 2, 3])]);
  const columns = graph.op("Range", [graph.ints(0), all, graph.ints(1)]);
  const isReal = graph.op("Less", [columns, real]);

  /** @param from first row, an index into N @returns [B, 1, N − from, N] */
  const bias = (from: string) => {
    const range = graph.op("Range", [scalar(from), all, graph.ints(1)]);
    const rows = graph.op("Unsqueeze", [range, graph.ints([1])]);
    const sliced = graph.op("Slice", [positions, from, length, graph.ints([1])]);
    const ofRows = graph.op("Unsqueeze", [sliced, graph.ints([1, 3])]);
    const ofColumns = graph.op("Unsqueeze", [positions, graph.ints([1, 2])]);
    const itself = graph.op("Equal", [rows, columns]);
    const rowIsReal = graph.op("Less", [rows, real]);
    const covered = graph.op("And", [graph.op("Not", [rowIsReal]), graph.op("Equal", [ofRows, ofColumns])]);
    let seen = graph.op("And", [isReal, graph.op("Not", [covered])]);
    if (config.blockCausal) {
      const block = (x: string) => graph.op("Div", [x, int32(graph, config.blockCausal as number)]);
      seen = graph.op("And", [seen, graph.op("LessOrEqual", [block(ofColumns), block(ofRows)])]);
    }
    const added = graph.op("Where", [graph.op("Or", [seen, itself]), graph.scalar(0), graph.scalar(SUPPRESSED)]);
    // Below float16's range it becomes −∞, which is right here: no row is all −∞, as every token sees itself.
    return padded ? layers.cast(added) : added;
  };
  if (padded || config.blockCausal) return { ofAll: bias(graph.ints([0])) };
  return {
    shadows: {
      present: graph.op("Greater", [scalar(count), graph.ints(0)]),
      realLength,
      length,
      bias: bias(realLength),
    },
  };
}

function int32(graph: Graph, value: number): string {
  return graph.op("Cast", [graph.ints(value)], { to: { int: ElementType.int32 } });
}
