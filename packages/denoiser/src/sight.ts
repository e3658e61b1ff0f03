/** Who sees whom: shadows, and blocks that see only themselves and what came before. */
import type { ModelConfig } from "./config.js";
import { SUPPRESSED } from "./head.js";
import { ElementType, type Graph } from "./onnx.js";

/** What attention needs to know of it; each is a value's name. The last S of a canvas's N tokens are shadows. */
export interface Sight {
  /** [] bool: S > 0. */
  readonly hasShadows: string;
  /** [1]: N − S, and N. */
  readonly realLength: string;
  readonly length: string;
  /** [B, 1, S, N] float32, added to a shadow's scores: 0 where it sees, far below 0 elsewhere. */
  readonly ofShadows: string;
  /** [B, 1, N, N] float32, for every token, in a model whose blocks are causal; otherwise real tokens see all real ones. */
  readonly ofAll?: string;
}

/**
 * A shadow sees itself and every real token of another position; nothing else sees a shadow. In a block-causal model a token
 * sees nothing of a later block, blocks being counted from position 0.
 * @param positions name of [B, N] int32
 */
export function sight(graph: Graph, config: ModelConfig, positions: string): Sight {
  const count = graph.op("Cast", [graph.input("shadow_length", ElementType.int32, [1])], {
    to: { int: ElementType.int64 },
  });
  const length = graph.op("Shape", [positions], { start: { int: 1 } });
  const realLength = graph.op("Sub", [length, count]);
  const scalar = (x: string) => graph.op("Squeeze", [x]);
  const [all, real] = [scalar(length), scalar(realLength)];
  const columns = graph.op("Range", [graph.ints(0), all, graph.ints(1)]);
  const isReal = graph.op("Less", [columns, real]);

  /** @param from first row, an index into N @returns [B, 1, N − from, N] */
  const bias = (from: string) => {
    const rows = graph.op("Range", [scalar(from), all, graph.ints(1)]);
    const ofRows = graph.op("Unsqueeze", [
      graph.op("Slice", [positions, from, length, graph.ints([1])]),
      graph.ints([1, 3]),
    ]);
    const ofColumns = graph.op("Unsqueeze", [positions, graph.ints([1, 2])]);
    const itself = graph.op("Equal", [graph.op("Unsqueeze", [rows, graph.ints([1])]), columns]);
    const rowIsReal = graph.op("Unsqueeze", [graph.op("Less", [rows, real]), graph.ints([1])]);
    const covered = graph.op("And", [graph.op("Not", [rowIsReal]), graph.op("Equal", [ofRows, ofColumns])]);
    let seen = graph.op("And", [isReal, graph.op("Not", [covered])]);
    if (config.blockCausal) {
      const block = (x: string) => graph.op("Div", [x, int32(graph, config.blockCausal as number)]);
      seen = graph.op("And", [seen, graph.op("LessOrEqual", [block(ofColumns), block(ofRows)])]);
    }
    return graph.op("Where", [graph.op("Or", [seen, itself]), graph.scalar(0), graph.scalar(SUPPRESSED)]);
  };
  return {
    hasShadows: graph.op("Greater", [scalar(count), graph.ints(0)]),
    realLength,
    length,
    ofShadows: bias(realLength),
    ...(config.blockCausal && { ofAll: bias(graph.ints([0])) }),
  };
}

function int32(graph: Graph, value: number): string {
  return graph.op("Cast", [graph.ints(value)], { to: { int: ElementType.int32 } });
}
