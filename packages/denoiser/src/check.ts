/** What a step row must satisfy before it reaches native code, which would fail less clearly or not at all. */
import type { StepRow } from "@unmask/diffusion";

/** Above this, logits of −1e30 / T would come near the others. Far beyond any useful temperature. */
const MAX_TEMPERATURE = 1000;

/** In `targetIds`: no target at this candidate. */
const NO_TARGET = -1;

/** The model's limits that rows are checked against. */
export interface RowLimits {
  readonly vocabSize: number;
  readonly maxLength: number;
}

/**
 * @param name what to call the row in messages
 * @throws {RangeError} that names the field, its value and the allowed range
 */
export function checkRow(row: StepRow, limits: RowLimits, name: string): void {
  const { inputIds, unconditionalIds, candidates, targetIds, shadowLength = 0 } = row;
  const length = inputIds.length;
  if (!Number.isInteger(shadowLength) || shadowLength < 0 || (shadowLength >= length && shadowLength > 0))
    throw new RangeError(`${name}.shadowLength is ${shadowLength}, must be an integer in [0, ${length})`);
  if (shadowLength > limits.maxLength)
    throw new RangeError(`${name}.shadowLength is ${shadowLength}, must be at most ${limits.maxLength}`);
  const real = length - shadowLength;
  if (real < 1 || real > limits.maxLength)
    throw new RangeError(`${name}.inputIds has ${real} tokens, must have 1 to ${limits.maxLength}`);
  checkIds(inputIds, limits.vocabSize, `${name}.inputIds`);
  if (unconditionalIds) {
    if (unconditionalIds.length !== length)
      throw new RangeError(`${name}.unconditionalIds has ${unconditionalIds.length} tokens, inputIds has ${length}`);
    checkIds(unconditionalIds, limits.vocabSize, `${name}.unconditionalIds`);
  }
  if (row.positionIds) checkPositions(row.positionIds, length, shadowLength, limits.maxLength, `${name}.positionIds`);
  else if (shadowLength > 0)
    throw new RangeError(`${name}.positionIds is missing, and shadowLength is ${shadowLength}: shadows need positions`);
  if (candidates.length < 1) throw new RangeError(`${name}.candidates is empty, must have at least one position`);
  for (const [i, position] of candidates.entries())
    if (position < 0 || position >= length)
      throw new RangeError(`${name}.candidates[${i}] is ${position}, must be in [0, ${length})`);
  if (targetIds && targetIds.length !== candidates.length)
    throw new RangeError(`${name}.targetIds has ${targetIds.length} ids for ${candidates.length} candidates`);
  if (targetIds)
    checkIds(
      targetIds.filter((id) => id !== NO_TARGET),
      limits.vocabSize,
      `${name}.targetIds`,
    );
  if (row.suppressedIds.length < 1) throw new RangeError(`${name}.suppressedIds is empty, must hold the mask id`);
  checkIds(row.suppressedIds, limits.vocabSize, `${name}.suppressedIds`);
  checkIds(row.earlySuppressedIds ?? [], limits.vocabSize, `${name}.earlySuppressedIds`);
  checkIds(row.confidenceSuppressedIds, limits.vocabSize, `${name}.confidenceSuppressedIds`);
  if (!(row.temperature >= 0 && row.temperature <= MAX_TEMPERATURE))
    throw new RangeError(`${name}.temperature is ${row.temperature}, must be in [0, ${MAX_TEMPERATURE}]`);
  if (!Number.isFinite(row.guidanceScale))
    throw new RangeError(`${name}.guidanceScale is ${row.guidanceScale}, must be a finite number`);
}

/** Positions index the rotary tables; a shadow's is that of a token it stands in for. */
function checkPositions(
  positions: Int32Array,
  length: number,
  shadowLength: number,
  maxLength: number,
  name: string,
): void {
  if (positions.length !== length)
    throw new RangeError(`${name} has ${positions.length} positions, inputIds has ${length}`);
  const real = positions.subarray(0, length - shadowLength);
  let last = -1;
  for (const [i, position] of real.entries()) {
    if (position <= last || position >= maxLength)
      throw new RangeError(`${name}[${i}] is ${position}, must be above ${last} and below ${maxLength}`);
    last = position;
  }
  const known = new Set(real);
  for (let i = real.length; i < length; i++)
    if (!known.has(positions[i] as number))
      throw new RangeError(`${name}[${i}] is ${positions[i]}, must be the position of a token left of the shadows`);
}

function checkIds(ids: Iterable<number>, vocabSize: number, name: string): void {
  let i = 0;
  for (const id of ids) {
    if (!Number.isInteger(id) || id < 0 || id >= vocabSize)
      throw new RangeError(`${name}[${i}] is ${id}, must be a token id in [0, ${vocabSize})`);
    i++;
  }
}
