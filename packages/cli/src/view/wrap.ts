import { characters } from "./columns.js";

/** A run of text of one look. `Style` is the caller's own; runs of the same style are joined by identity. */
export interface Run<Style> {
  readonly text: string;
  readonly style: Style;
}

const TAB = 8;

/**
 * Breaks runs into terminal lines, at newlines and where the next character does not fit: as the terminal itself breaks
 * the finished text, so that nothing jumps when that takes the view's place.
 * @param columns ≥ 1
 * @returns at least one line; each at most `columns` wide (a wide character on one column excepted)
 */
export function wrap<Style>(runs: Iterable<Run<Style>>, columns: number): Run<Style>[][] {
  const lines: { text: string; style: Style }[][] = [[]];
  let used = 0;
  const newLine = () => {
    lines.push([]);
    used = 0;
  };
  const add = (text: string, width: number, style: Style) => {
    if (used > 0 && used + width > columns) newLine();
    const line = lines.at(-1)!;
    const last = line.at(-1);
    if (last?.style === style) last.text += text;
    else line.push({ text, style });
    used += width;
  };
  for (const { text, style } of runs) {
    for (const character of characters(text)) {
      if (character.text === "\n" || character.text === "\r\n") newLine();
      else if (character.text === "\t") {
        const width = Math.min(TAB - (used % TAB), Math.max(1, columns - used));
        add(" ".repeat(width), width, style);
      } else add(character.text, character.width, style);
    }
  }
  return lines;
}
