import type { InfillPart } from "@unmask/client";

/**
 * A text whose gaps stand in brackets: [3] is three tokens, [..5] up to five. A backslash before a bracket makes it text.
 * @returns pieces of text and gaps, in their order
 */
export function parseGaps(text: string): InfillPart[] {
  const parts: InfillPart[] = [];
  let words = "";
  const flush = () => {
    if (words !== "") parts.push({ text: words });
    words = "";
  };
  for (const [whole, variable, tokens, escaped] of text.matchAll(/\[(\.\.)?(\d{1,9})\]|\\([[\]])|./gsu)) {
    if (tokens === undefined) words += escaped ?? whole;
    else {
      flush();
      parts.push({ gap: { tokens: Number(tokens), ...(variable !== undefined && { variable: true }) } });
    }
  }
  flush();
  return parts;
}
