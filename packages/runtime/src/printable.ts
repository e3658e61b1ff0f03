/**
 * What a terminal or a pager may act on instead of showing it: control characters (C0, DEL, C1), line and paragraph
 * separators, and what turns the direction of text around.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** The same text with such characters as \uXXXX, as JSON writes them: in JSON it still means the same. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
