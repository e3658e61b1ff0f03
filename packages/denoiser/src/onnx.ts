/**
 * Writes ONNX models: as much of onnx.proto as the denoise graph needs. Field numbers are those of onnx.proto; weights
 * stay where they are and are named by file, offset and length.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { bytes, concat, float32, integer } from "./protobuf.js";
import type { Dtype, TensorInfo } from "./safetensors-header.js";

/** ONNX Runtime 1.30 loads IR versions up to 13 and opsets 17 to 26. */
const IR_VERSION = 10;
const OPSET = 21;
/** Domain of ONNX Runtime's fused operators. */
export const MS = "com.microsoft";

export const ElementType = {
  float: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  double: 11,
  bfloat16: 16,
} as const;
export type ElementType = (typeof ElementType)[keyof typeof ElementType];

const STORED: Partial<Record<Dtype, ElementType>> = { F32: 1, I8: 3, F16: 10, BF16: 16 };

/** An attribute says its kind, because 1 may mean an int or a float. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly text: string }
  | { readonly graph: Graph };

/** An axis: a fixed size, or the name of one that varies from run to run. */
export type Axis = number | string;

/** A graph under construction. Values are named by strings; names are unique across a model and its subgraphs. */
export class Graph {
  readonly #name: string;
  readonly #counter: { next: number };
  readonly #nodes: Uint8Array[] = [];
  readonly #initializers = new Map<string, Uint8Array>();
  readonly #inputs: Uint8Array[] = [];
  readonly #outputs: Uint8Array[] = [];

  constructor(name: string, counter = { next: 0 }) {
    this.#name = name;
    this.#counter = counter;
  }

  /** A branch's body: it sees this graph's values by name, and must declare its own outputs. */
  subgraph(name: string): Graph {
    return new Graph(name, this.#counter);
  }

  input(name: string, type: ElementType, shape: readonly Axis[]): string {
    this.#inputs.push(bytes(11, valueInfo(name, type, shape)));
    return name;
  }

  /** Declares an existing value as a result. */
  output(name: string, type: ElementType, shape: readonly Axis[]): void {
    this.#outputs.push(bytes(12, valueInfo(name, type, shape)));
  }

  /** Adds a node with one result and returns that result's name. */
  op(type: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}, domain = ""): string {
    return this.ops(type, inputs, 1, attributes, domain)[0] as string;
  }

  /** Adds a node with `results` results; see `op`. */
  ops(
    type: string,
    inputs: readonly string[],
    results: number,
    attributes: Record<string, Attribute> = {},
    domain = "",
  ): string[] {
    const outputs = Array.from({ length: results }, () => `${type}_${this.#counter.next++}`);
    this.node(type, inputs, outputs, attributes, domain);
    return outputs;
  }

  /** Adds a node whose results have given names; an empty name skips an optional result. */
  node(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    domain = "",
  ): void {
    this.#nodes.push(
      bytes(1, [
        ...inputs.map((name) => bytes(1, name)),
        ...outputs.map((name) => bytes(2, name)),
        bytes(4, type),
        ...Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
        ...(domain === "" ? [] : [bytes(7, domain)]),
      ]),
    );
  }

  /** A small int64 constant; a number is a scalar, a list a vector. */
  ints(value: number | readonly number[]): string {
    const dims = typeof value === "number" ? [] : [value.length];
    const values = typeof value === "number" ? [value] : value;
    const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.constant(`int_${values.join("_")}${dims.length === 0 ? "" : "_v"}`, ElementType.int64, dims, raw);
  }

  /** A float scalar constant. */
  scalar(value: number): string {
    return this.constant(`float_${value}`, ElementType.float, [], new Uint8Array(Float32Array.of(value).buffer));
  }

  /** A float tensor kept inside the model file. */
  floats(name: string, dims: readonly number[], values: Float32Array): string {
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return this.constant(name, ElementType.float, dims, raw);
  }

  /** A constant by name; the second of the same name is the first. `raw` is little-endian. */
  constant(name: string, type: ElementType, dims: readonly number[], raw: Uint8Array): string {
    const scoped = `${this.#name}.${name}`;
    this.#initializers.set(scoped, bytes(5, [...tensorHead(scoped, type, dims), bytes(9, raw)]));
    return scoped;
  }

  /** A tensor that stays in its .safetensors file, as stored there. */
  external(tensor: TensorInfo): string {
    const type = STORED[tensor.dtype];
    if (type === undefined)
      throw new RangeError(
        `tensor ${tensor.name} has dtype ${tensor.dtype}, not one of ${Object.keys(STORED).join(" ")}`,
      );
    const place = { location: tensor.file, offset: tensor.offset, length: tensor.byteLength };
    const entries = Object.entries(place).map(([key, value]) => bytes(13, [bytes(1, key), bytes(2, String(value))]));
    const head = tensorHead(tensor.name, type, tensor.shape);
    this.#initializers.set(tensor.name, bytes(5, [...head, ...entries, integer(14, 1)]));
    return tensor.name;
  }

  /** A GraphProto's body. */
  encode(): Uint8Array {
    const initializers = [...this.#initializers.values()];
    return concat([...this.#nodes, bytes(2, this.#name), ...initializers, ...this.#inputs, ...this.#outputs]);
  }
}

/** @returns a ModelProto's bytes; the same graph gives the same bytes */
export function encodeModel(graph: Graph): Uint8Array {
  return concat([
    integer(1, IR_VERSION),
    bytes(2, "unmask"),
    bytes(7, graph.encode()),
    bytes(8, [bytes(1, ""), integer(2, OPSET)]),
    bytes(8, [bytes(1, MS), integer(2, 1)]),
  ]);
}

function tensorHead(name: string, type: ElementType, dims: readonly number[]): Uint8Array[] {
  return [...dims.map((n) => integer(1, n)), integer(2, type), bytes(8, name)];
}

function valueInfo(name: string, type: ElementType, shape: readonly Axis[]): Uint8Array[] {
  const dims = shape.map((axis) => bytes(1, typeof axis === "number" ? integer(1, axis) : bytes(2, axis)));
  return [bytes(1, name), bytes(2, bytes(1, [integer(1, type), bytes(2, dims)]))];
}

function attribute(name: string, value: Attribute): Uint8Array[] {
  const head = bytes(1, name);
  if ("int" in value) return [head, integer(3, value.int), integer(20, 2)];
  if ("float" in value) return [head, float32(2, value.float), integer(20, 1)];
  if ("ints" in value) return [head, ...value.ints.map((n) => integer(8, n)), integer(20, 7)];
  if ("text" in value) return [head, bytes(4, value.text), integer(20, 3)];
  return [head, bytes(6, value.graph.encode()), integer(20, 5)];
}
