import { type Gap, resolveParams } from "@unmask/diffusion";
import type { GenerateJob } from "@unmask/queue";
import type { ModelText } from "@unmask/text";
import { type InfillPartMessage, type InfillRequestMessage, ServingError } from "@unmask/wire";
import type { Caller } from "./access/caller.js";
import { Checks } from "./checks.js";
import { checkRequestId, identify } from "./identity.js";
import { findModel, type ServedModel } from "./models.js";
import { checkLength, promptIds } from "./prompt.js";
import { type AcceptedRequest, placeOf, refuse, refusing, toInput } from "./validate.js";

/**
 * A text with gaps as a job: an answer whose text is there from the start.
 * @param checks what is known to be wrong already
 * @throws {ServingError} INVALID_ARGUMENT with every field; NOT_FOUND for a model that is not served; FAILED_PRECONDITION for
 *   one that cannot see what stands behind a gap
 */
export function validateInfill(
  request: InfillRequestMessage,
  models: readonly ServedModel[],
  caller: Caller,
  checks = new Checks(),
): AcceptedRequest {
  const text = findModel(request.model, models);
  if (text.blockCausal) {
    const message = `model "${text.name}" cannot fill gaps: its tokens do not see the blocks behind them`;
    throw new ServingError("FAILED_PRECONDITION", message, { field: "model" });
  }
  checks.try(() => checkRequestId(request.requestId));
  const prompt = checks.try(() => (request.input === undefined ? [] : promptIds(request, text)));
  const filled = checks.try(() => template(request.parts, text));
  const isTurn = request.input === "prompt" || request.input === "conversation";
  const turn = filled && isTurn ? [...filled.ids, text.special.eot ?? text.special.eos] : filled?.ids;
  const input = toInput(request.params, text, checks);
  const resolved = checks.try(() =>
    refusing(() => {
      if (turn) return resolveParams(input, prompt?.length ?? 0, text, turn.length);
      // How it is cut into blocks depends on its length.
      const { blockLength: _, steps: __, ...others } = input;
      return resolveParams(others, prompt?.length ?? 0, text, 1);
    }),
  );
  const { before, whole, params } = checks.all({ before: prompt, whole: turn, params: resolved });
  const { gaps } = filled!;
  const content = {
    kind: "generate",
    model: text.name,
    promptIds: before,
    params,
    special: text.special,
    template: whole,
    gaps,
  } as const satisfies Omit<GenerateJob, "requestId">;
  const identity = identify(request.requestId, content, caller);
  return { ...identity, text, job: { ...content, requestId: identity.requestId, ...placeOf(caller) } };
}

/** The text's tokens, masks where it has gaps: of variable ones, as many as they may have. */
function template(parts: readonly InfillPartMessage[], text: ModelText): { ids: number[]; gaps: Gap[] } {
  const ids: number[] = [];
  const gaps: Gap[] = [];
  const open = (length: number, variable: boolean) => {
    const last = gaps.at(-1);
    // Masks that follow each other are one gap.
    if (last && !last.variable && !variable && last.start + last.length === ids.length)
      gaps[gaps.length - 1] = { ...last, length: last.length + length };
    else gaps.push({ start: ids.length, length, ...(variable && { variable }) });
    for (let i = 0; i < length; i++) ids.push(text.special.mask);
  };
  for (const [index, { part, text: words, gap }] of parts.entries()) {
    const field = `parts[${index}]`;
    if (part === "text") {
      if (!words) throw refuse(`${field}.text`, "must not be empty");
      checkLength(`${field}.text`, words, text);
      for (const [i, piece] of words.split(text.maskText).entries()) {
        if (i > 0) open(1, false);
        ids.push(...text.encode(piece));
      }
    } else if (part === "gap") {
      const { tokens = 0, variable = false } = gap ?? {};
      // Checked before there are so many masks.
      if (!(Number.isInteger(tokens) && tokens >= 1 && tokens <= text.maxLength))
        throw refuse(`${field}.gap.tokens`, `must be an integer from 1 to ${text.maxLength}, got ${tokens}`);
      open(tokens, variable);
    } else {
      throw refuse(field, "needs one of text and gap");
    }
    // A small request can ask for more masks than there is memory for.
    if (ids.length > text.maxLength)
      throw refuse(
        "text",
        `has tokens and gaps that must be at most ${text.maxLength} (the model's context), got ${ids.length} up to ${field}`,
      );
  }
  if (gaps.length === 0) throw refuse("parts", "have no gap; give at least one, so that there is something to fill");
  return { ids, gaps };
}
