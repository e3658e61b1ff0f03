import { type Cell, visibleCells } from "./answer-state.js";
import type { Params } from "./api.js";

/** A piece of the text that POST /v1/infill fills, as it names it. */
export type Part = { readonly text: string } | { readonly gap: { readonly tokens: number } };

/** The answer with gaps where its tokens were opened: what stands stays. @param opened positions */
export function partsWith(cells: readonly Cell[], opened: ReadonlySet<number>): Part[] {
  const parts: Part[] = [];
  for (const [position, { token }] of cells.slice(0, visibleCells(cells)).entries()) {
    const last = parts.at(-1);
    if (opened.has(position) || !token) {
      if (last && "gap" in last) parts[parts.length - 1] = { gap: { tokens: last.gap.tokens + 1 } };
      else parts.push({ gap: { tokens: 1 } });
    } else if (last && "text" in last) parts[parts.length - 1] = { text: last.text + token.text };
    else parts.push({ text: token.text });
  }
  return parts;
}

/** The same choices without those of the canvas, which a text with gaps brings with it. */
export function paramsForGaps({ gen_length, block_length, steps, ...rest }: Params): Params {
  return rest;
}
