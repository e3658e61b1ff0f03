import type { Terminal } from "../view/live-view.js";

/** What a terminal would show: enough of one to check the live view by what a person sees. Characters are one column wide. */
export class Screen implements Terminal {
  columns: number;
  rows: number;
  cursorVisible = true;
  readonly #listeners = new Set<() => void>();
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** The lines that were written to, from the first on. */
  get lines(): string[] {
    return this.#lines.map((line) => Array.from(line, (character) => character ?? " ").join(""));
  }

  /** Narrower, it wraps what it shows again, as most terminals do; wider, it leaves it. */
  resize(columns: number): void {
    const wrapped = this.#lines.flatMap((line) => {
      const parts: string[][] = [];
      for (let start = 0; start === 0 || start < line.length; start += columns)
        parts.push(line.slice(start, start + columns));
      return parts;
    });
    this.#row += wrapped.length - this.#lines.length;
    this.#lines = wrapped;
    this.columns = columns;
    for (const listener of this.#listeners) listener();
  }

  on(_event: "resize", listener: () => void): void {
    this.#listeners.add(listener);
  }

  off(_event: "resize", listener: () => void): void {
    this.#listeners.delete(listener);
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's commands begin with an escape character
    for (const [part, command] of text.matchAll(/\x1b\[([?\d;]*[A-Za-z])|\r|\n|[^\x1b\r\n]/gu)) {
      if (command !== undefined) this.#obey(command);
      else if (part === "\r") this.#column = 0;
      else if (part === "\n") this.#toRow(this.#row + 1);
      else this.#put(part);
    }
  }

  #put(character: string): void {
    if (this.#column === this.columns) {
      this.#toRow(this.#row + 1);
      this.#column = 0;
    }
    this.#lines[this.#row]![this.#column++] = character;
  }

  #toRow(row: number): void {
    this.#row = Math.max(0, row);
    while (this.#lines.length <= this.#row) this.#lines.push([]);
  }

  #obey(command: string): void {
    if (command.endsWith("m") || command.startsWith("?2026")) return;
    if (command === "?25l") this.cursorVisible = false;
    else if (command === "?25h") this.cursorVisible = true;
    else if (command.endsWith("A")) this.#toRow(this.#row - Number(command.slice(0, -1)));
    else if (command === "J") {
      this.#lines.splice(this.#row + 1);
      this.#lines[this.#row]!.splice(this.#column);
    } else throw new Error(`this screen does not know ESC[${command}`);
  }
}
