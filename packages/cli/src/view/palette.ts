/** How parts of the view look; each function puts its colours around a text and takes them back. */
export interface Palette {
  readonly mask: (text: string) => string;
  /** What a step would put in a mask's place; undefined where it could not be told from a token. */
  readonly guess: ((text: string) => string) | undefined;
  /** Committed since the last draw. */
  readonly newest: (text: string) => string;
  /** @param confidence 0 to 1 */
  readonly token: (text: string, confidence: number) => string;
  /** What is said about the answer. */
  readonly quiet: (text: string) => string;
}

const plain = (text: string) => text;
const sgr = (codes: string) => (text: string) => `\x1b[${codes}m${text}\x1b[0m`;

/** For NO_COLOR, and for terminals without colours. */
export const monochrome: Palette = { mask: plain, guess: undefined, newest: plain, token: plain, quiet: plain };

/**
 * Tones that can be read on dark and on light backgrounds alike: sure tokens have the terminal's own colour, the less sure
 * the warmer.
 * @param depth bits of colour as Node's getColorDepth tells them: 1, 4, 8 or 24
 */
export function paletteFor(depth: number): Palette {
  if (depth < 4) return monochrome;
  const many = depth >= 8;
  const shades = (many ? ["38;5;167", "38;5;173", "38;5;109"] : ["31", "33", "36"]).map(sgr);
  const [unsure, likely, confident] = shades as [typeof plain, typeof plain, typeof plain];
  return {
    mask: sgr("2"),
    guess: sgr("2;3"),
    newest: sgr(many ? "38;5;16;48;5;114" : "30;42"),
    token: (text, confidence) => {
      if (confidence >= 0.9) return text;
      return (confidence >= 0.6 ? confident : confidence >= 0.3 ? likely : unsure)(text);
    },
    quiet: sgr("2"),
  };
}
