/** The parts of a denoiser, whatever its family calls them. `P` is what stands for a parameter: its name, or its tensor. */

/** silu(gate x) · up x, projected down. */
export interface MlpLayout<P> {
  readonly gate: P;
  readonly up: P;
  readonly down: P;
}

/** One transformer block; linear weights are [out, in]. */
export interface BlockLayout<P> {
  readonly attnNorm: P;
  readonly q: P;
  readonly k: P;
  readonly v: P;
  readonly attnOut: P;
  /** RMSNorms of each query and key head before the rotation, [headSize]. */
  readonly headNorms?: { readonly q: P; readonly k: P };
  readonly ffNorm: P;
  /** One MLP, or a router over several. */
  readonly mlp: MlpLayout<P> | { readonly router: P; readonly experts: readonly MlpLayout<P>[] };
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

/** What a parameter is used for: tables are looked up, norms scale; the others multiply, linear and head maybe as integers. */
export type ParameterKind = "table" | "norm" | "linear" | "router" | "head";

/** A parameter that a config implies. */
export interface ExpectedParameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly kind: ParameterKind;
}

/** The same parts with something else standing for each parameter. */
export function mapLayout<A, B>(layout: ModelLayout<A>, to: (parameter: A) => B): ModelLayout<B> {
  const mlp = ({ gate, up, down }: MlpLayout<A>): MlpLayout<B> => ({ gate: to(gate), up: to(up), down: to(down) });
  return {
    wte: to(layout.wte),
    lnF: to(layout.lnF),
    head: to(layout.head),
    blocks: layout.blocks.map((block) => ({
      attnNorm: to(block.attnNorm),
      q: to(block.q),
      k: to(block.k),
      v: to(block.v),
      attnOut: to(block.attnOut),
      ...(block.headNorms && { headNorms: { q: to(block.headNorms.q), k: to(block.headNorms.k) } }),
      ffNorm: to(block.ffNorm),
      mlp:
        "router" in block.mlp ? { router: to(block.mlp.router), experts: block.mlp.experts.map(mlp) } : mlp(block.mlp),
    })),
  };
}
