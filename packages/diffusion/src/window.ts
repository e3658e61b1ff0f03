/**
 * A suffix window leaves out masks far to the right of the block that is being decoded: they say little and cost as much as
 * any token. The nearest `window` masks stay; behind them one at each doubling of the distance, so that the model still sees
 * how much room is left. Tokens that are decided stay, and all keep their positions.
 * @param canvas ids
 * @param blockEnd one past the block's last position
 * @param window masks that stay, ≥ 1
 * @returns canvas positions that stay, ascending; [0, blockEnd) is always among them
 * @see DPad, arXiv 2508.14148: a sliding window and distance-decayed dropout, here without its randomness
 */
export function windowPositions(canvas: Int32Array, mask: number, blockEnd: number, window: number): Int32Array {
  let distance = 0;
  let next = window * 2;
  return Int32Array.from(canvas.keys()).filter((position) => {
    if (position < blockEnd || canvas[position] !== mask) return true;
    distance += 1;
    if (distance <= window) return true;
    if (distance < next) return false;
    next *= 2;
    return true;
  });
}
