import { type Cell, visibleCells } from "./answer-state.js";
import type { Params } from "./api.js";

/** A piece of the text that POST /v1/infill fills, as it names it. */
export type Part = { readonly text: string } | { readonly gap: { readonly tokens: number } };

/**
 * The answer with gaps where its tokens were opened: what stands stays. Tokens that are parts of a character open together.
 * @param opened positions
 * @param text the whole answer's
 */
export function partsWith(cells: readonly Cell[], opened: ReadonlySet<number>, text: string): Part[] {
  const parts: Part[] = [];
  for (const { from, to, said } of pieces(cells.slice(0, visibleCells(cells)), text)) {
    const last = parts.at(-1);
    const isOpen = said === undefined || positions(from, to).some((position) => opened.has(position));
    if (isOpen) {
      if (last && "gap" in last) parts[parts.length - 1] = { gap: { tokens: last.gap.tokens + to - from } };
      else parts.push({ gap: { tokens: to - from } });
    } else if (last && "text" in last) parts[parts.length - 1] = { text: last.text + said };
    else parts.push({ text: said });
  }
  return parts;
}

interface Piece {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** undefined: masked. */
  readonly said: string | undefined;
}

/** Of a character's parts, only all together have a text: what stands between their neighbours' in the answer's. */
function* pieces(cells: readonly Cell[], text: string): Generator<Piece> {
  let at = 0;
  for (let from = 0; from < cells.length; ) {
    const isPart = (position: number) => cells[position]?.token?.text.includes("\uFFFD") ?? false;
    let to = from + 1;
    let said = cells[from]?.token?.text;
    if (isPart(from)) {
      while (isPart(to)) to++;
      const next = cells[to]?.token?.text;
      const end = next ? text.indexOf(next, at) : text.length;
      said = text.slice(at, end < 0 ? text.length : end);
    }
    yield { from, to, said };
    at += said?.length ?? 0;
    from = to;
  }
}

function positions(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The same choices without those of the canvas, which a text with gaps brings with it. */
export function paramsForGaps({ gen_length, block_length, steps, ...rest }: Params): Params {
  return rest;
}
