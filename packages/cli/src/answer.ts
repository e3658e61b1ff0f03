import type {
  GenerateParams,
  GenerateRequest,
  GenerateResponse,
  InfillRequest,
  StreamEvent,
  UnmaskClient,
} from "@unmask/client";
import { ServingError } from "@unmask/wire";
import { type Io, liveTerminal } from "./io.js";
import { advance, nothingYet } from "./view/answer-state.js";
import { withoutControls } from "./view/columns.js";
import { commitOrder, keepTexts } from "./view/commit-order.js";
import { LiveView } from "./view/live-view.js";
import { paletteFor } from "./view/palette.js";
import { summaryLine } from "./view/progress.js";

/**
 * Asks for an answer and shows it: live on a terminal, otherwise as plain text and a newline; with reportSteps, behind it the
 * order in which it appeared.
 * @throws {ServingError} as the client does; what was drawn is gone then, except after an abort
 */
export async function showAnswer(
  client: UnmaskClient,
  request: GenerateRequest,
  io: Io,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  const events = () => client.stream(request, { signal });
  return show(events, () => client.generate(request, { signal }), request.params, io, signal);
}

/** The same for a text with gaps. */
export async function showInfilling(
  client: UnmaskClient,
  request: InfillRequest,
  io: Io,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  const events = () => client.streamInfill(request, { signal });
  return show(events, () => client.infill(request, { signal }), request.params, io, signal);
}

async function show(
  events: () => AsyncIterable<StreamEvent>,
  whole: () => Promise<GenerateResponse>,
  { reportSteps = false }: GenerateParams = {},
  io: Io,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  if (!reportSteps) return liveTerminal(io) ? showEvents(events(), io, signal) : print(await whole(), io);
  const texts = new Map<number, string>();
  const response = await showEvents(keepTexts(events(), texts), io, signal);
  io.stdout.write(commitOrder(response, texts));
  return response;
}

/** The same for an answer that is on its way. */
export async function showEvents(
  events: AsyncIterable<StreamEvent>,
  io: Io,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  const terminal = liveTerminal(io);
  if (terminal) {
    const view = new LiveView(terminal, paletteFor(terminal.getColorDepth({ ...io.env })));
    return watchAnswer(events, view, signal);
  }
  for await (const event of events) if (event.kind === "result") return print(event.response, io);
  throw noResult();
}

function print(response: GenerateResponse, { stdout }: Io): GenerateResponse {
  if (stdout.isTTY) stdout.write(`${withoutControls(response.text)}\n${summaryLine(response, stdout.columns)}\n`);
  else stdout.write(`${response.text}\n`);
  return response;
}

/** Draws the answer as it comes; the view is ended, however the call ends. */
export async function watchAnswer(
  events: AsyncIterable<StreamEvent>,
  view: LiveView,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  let state = nothingYet;
  try {
    for await (const event of events) {
      state = advance(state, event, performance.now());
      view.show(state);
      if (event.kind === "result") {
        view.finish(event.response);
        return event.response;
      }
    }
    throw noResult();
  } catch (error) {
    view.leave(signal.aborted ? "keep" : "erase");
    throw error;
  }
}

function noResult(): ServingError {
  return new ServingError("INTERNAL", "the server ended the stream without a result");
}
