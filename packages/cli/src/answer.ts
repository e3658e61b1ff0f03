import type { GenerateRequest, GenerateResponse, UnmaskClient } from "@unmask/client";
import { ServingError } from "@unmask/wire";
import { type Io, liveTerminal } from "./io.js";
import { advance, nothingYet } from "./view/answer-state.js";
import { withoutControls } from "./view/columns.js";
import { LiveView } from "./view/live-view.js";
import { paletteFor } from "./view/palette.js";
import { summaryLine } from "./view/progress.js";

/**
 * Asks for an answer and shows it: live on a terminal, otherwise as plain text and a newline.
 * @throws {ServingError} as the client does; what was drawn is gone then, except after an abort
 */
export async function showAnswer(
  client: UnmaskClient,
  request: GenerateRequest,
  io: Io,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  const terminal = liveTerminal(io);
  if (terminal) {
    const view = new LiveView(terminal, paletteFor(terminal.getColorDepth({ ...io.env })));
    return watchAnswer(client, request, view, signal);
  }
  const response = await client.generate(request, { signal });
  const { stdout } = io;
  if (stdout.isTTY) stdout.write(`${withoutControls(response.text)}\n${summaryLine(response, stdout.columns)}\n`);
  else stdout.write(`${response.text}\n`);
  return response;
}

/** Draws the answer as it comes; the view is ended, however the call ends. */
export async function watchAnswer(
  client: UnmaskClient,
  request: GenerateRequest,
  view: LiveView,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  let state = nothingYet;
  try {
    for await (const event of client.stream(request, { signal })) {
      state = advance(state, event, performance.now());
      view.show(state);
      if (event.kind === "result") {
        view.finish(event.response);
        return event.response;
      }
    }
    throw new ServingError("INTERNAL", "the server ended the stream without a result");
  } catch (error) {
    view.leave(signal.aborted ? "keep" : "erase");
    throw error;
  }
}
