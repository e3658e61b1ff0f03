import type { GenerateResponse } from "@unmask/client";
import { type AnswerState, nothingYet } from "./answer-state.js";
import { textWidth, withoutControls } from "./columns.js";
import type { Palette } from "./palette.js";
import { summaryLine } from "./progress.js";
import { render } from "./render.js";

/** The parts of a terminal's stream (tty.WriteStream) that the view needs. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  write(text: string): unknown;
  on(event: "resize", listener: () => void): unknown;
  off(event: "resize", listener: () => void): unknown;
}

const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
/** A terminal that knows these shows everything in between at once; others ignore them. */
const BEGIN_UPDATE = "\x1b[?2026h";
const END_UPDATE = "\x1b[?2026l";
const ERASE_BELOW = "\x1b[J";
/** A terminal cannot be read faster than this. */
const FRAME_MS = 33;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape character
const colours = /\x1b\[[\d;]*m/g;

/** Redraws an answer in place. The cursor is hidden from the first draw until `finish` or `leave`, or the process's exit. */
export class LiveView {
  readonly #terminal: Terminal;
  readonly #palette: Palette;
  #state: AnswerState = nothingYet;
  /** Widths of the lines on the screen, the cursor being at the end of the last one. */
  #drawn: number[] = [];
  #drawnSteps = 0;
  #newestFrom = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, palette: Palette) {
    this.#terminal = terminal;
    this.#palette = palette;
    terminal.on("resize", this.#draw);
    process.on("exit", this.#showCursor);
    terminal.write(HIDE_CURSOR);
    this.#draw();
  }

  /** Draws the state soon: at once where nothing was drawn lately. */
  show(state: AnswerState): void {
    this.#state = state;
    this.#timer ??= setTimeout(this.#draw, FRAME_MS);
  }

  /** Puts the finished answer, and a quiet line about it, in the view's place. */
  finish(response: GenerateResponse): void {
    const answer = withoutControls(response.text).replaceAll("\n", "\r\n");
    const summary = this.#palette.quiet(summaryLine(response, this.#terminal.columns));
    this.#end(`${this.#toTop()}${answer}\r\n${summary}\r\n`);
  }

  /** Ends the view without an answer: what was drawn stays ("keep") or goes ("erase"). */
  leave(drawn: "keep" | "erase"): void {
    if (drawn === "keep") this.#draw();
    this.#end(drawn === "keep" ? "\r\n" : this.#toTop());
  }

  readonly #draw = () => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#state.steps > this.#drawnSteps) {
      this.#newestFrom = this.#drawnSteps;
      this.#drawnSteps = this.#state.steps;
    }
    const { columns, rows } = this.#terminal;
    const lines = render(this.#state, {
      columns: Math.max(1, columns),
      rows: Math.max(2, rows),
      palette: this.#palette,
      newestFrom: this.#newestFrom,
    });
    this.#terminal.write(`${BEGIN_UPDATE}${this.#toTop()}${lines.join("\r\n")}${END_UPDATE}`);
    this.#drawn = lines.map((line) => textWidth(line.replace(colours, "")));
  };

  /**
   * To the first line's first column, with everything from there on erased: before the lines are written, since after a full
   * line it would take the last character. A terminal that was made narrower has wrapped what it shows.
   */
  #toTop(): string {
    const columns = Math.max(1, this.#terminal.columns);
    const rows = this.#drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    return `\r${rows > 1 ? `\x1b[${rows - 1}A` : ""}${ERASE_BELOW}`;
  }

  #end(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#terminal.off("resize", this.#draw);
    process.off("exit", this.#showCursor);
    this.#terminal.write(text + SHOW_CURSOR);
  }

  readonly #showCursor = () => {
    this.#terminal.write(SHOW_CURSOR);
  };
}
