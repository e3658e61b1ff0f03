const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What a terminal does not give a column to: combining marks, joiners, other format characters. */
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** East Asian wide and full-width characters, and what has an emoji's picture. */
const wide =
  /^[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{4DBF}\u{4E00}-\u{A4CF}\u{A960}-\u{A97C}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}\u{17000}-\u{18AFF}\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}]|^\p{Emoji_Presentation}|\u{FE0F}/u;

/** A text's characters as a reader counts them, each with the columns that it takes: 0, 1 or 2. */
export function* characters(text: string): Generator<{ readonly text: string; readonly width: number }> {
  for (const { segment } of segmenter.segment(text)) {
    yield { text: segment, width: zeroWidth.test(segment) ? 0 : wide.test(segment) ? 2 : 1 };
  }
}

/** Columns that a text without control characters takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of characters(text)) width += character.width;
  return width;
}

/** Everything that a terminal would obey instead of showing: C0 and C1 controls and DEL, but not tab and newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** A model's text, safe to show: an answer must not move the cursor, retitle the window or answer a terminal's query. */
export function withoutControls(text: string): string {
  return text.replace(controls, "");
}
