/** The parts of a denoiser, whatever its family calls them. `P` is what stands for a parameter: its name, or its tensor. */

/** silu(gate x) · up x, projected down. */
export interface MlpLayout<P> {
  readonly gate: P;
  readonly up: P;
  readonly down: P;
}

/** A router over several experts. */
export interface MixtureLayout<P> {
  readonly router: P;
  /** Added to the scores for the choice, [experts]. */
  readonly routerBias?: P;
  readonly experts: readonly MlpLayout<P>[];
  /** What every token uses besides. */
  readonly shared?: MlpLayout<P>;
}

/** Queries, keys and values: three matrices, or one with their rows in this order. */
export type QkvLayout<P> = { readonly q: P; readonly k: P; readonly v: P } | { readonly fused: P };

/** One transformer block; linear weights are [out, in]. */
export interface BlockLayout<P> {
  readonly attnNorm: P;
  readonly qkv: QkvLayout<P>;
  readonly attnOut: P;
  /** RMSNorms of each query and key head before the rotation, [headSize]. */
  readonly headNorms?: { readonly q: P; readonly k: P };
  readonly ffNorm: P;
  /** One MLP, or a router over several. */
  readonly mlp: MlpLayout<P> | MixtureLayout<P>;
}

export interface ModelLayout<P> {
  /** Token embedding [V, d]. */
  readonly wte: P;
  /** Final norm [d]. */
  readonly lnF: P;
  /** LM head [V, d]; the embedding itself when tied. */
  readonly head: P;
  readonly blocks: readonly BlockLayout<P>[];
}

/**
 * What a parameter is used for: tables are looked up, norms scale, biases are added; the others multiply, linear and head
 * maybe as integers.
 */
export type ParameterKind = "table" | "norm" | "bias" | "linear" | "router" | "head";

/** A parameter that a config implies. */
export interface ExpectedParameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly kind: ParameterKind;
}

/** The same parts with something else standing for each parameter. */
export function mapLayout<A, B>(layout: ModelLayout<A>, to: (parameter: A) => B): ModelLayout<B> {
  const mlp = ({ gate, up, down }: MlpLayout<A>): MlpLayout<B> => ({ gate: to(gate), up: to(up), down: to(down) });
  const mixture = ({ router, routerBias, experts, shared }: MixtureLayout<A>): MixtureLayout<B> => ({
    router: to(router),
    ...(routerBias !== undefined && { routerBias: to(routerBias) }),
    experts: experts.map(mlp),
    ...(shared && { shared: mlp(shared) }),
  });
  const qkv = (parts: QkvLayout<A>): QkvLayout<B> =>
    "fused" in parts ? { fused: to(parts.fused) } : { q: to(parts.q), k: to(parts.k), v: to(parts.v) };
  return {
    wte: to(layout.wte),
    lnF: to(layout.lnF),
    head: to(layout.head),
    blocks: layout.blocks.map((block) => ({
      attnNorm: to(block.attnNorm),
      qkv: qkv(block.qkv),
      attnOut: to(block.attnOut),
      ...(block.headNorms && { headNorms: { q: to(block.headNorms.q), k: to(block.headNorms.k) } }),
      ffNorm: to(block.ffNorm),
      mlp: "router" in block.mlp ? mixture(block.mlp) : mlp(block.mlp),
    })),
  };
}
