const width = 24;

/**
 * How far some bytes are: a bar, their share, and the time left at the pace so far.
 * @param elapsedMs since the first of them
 * @param done bytes that this run moved; what was there before tells nothing about the pace
 */
export function byteBar(bytesDone: number, bytesTotal: number, elapsedMs: number, done = bytesDone): string {
  const share = bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 1;
  const filled = Math.round(share * width);
  const bar = "█".repeat(filled) + "░".repeat(width - filled);
  const parts = [
    `${bar} ${String(Math.floor(share * 100)).padStart(3)} %`,
    `${size(bytesDone)} of ${size(bytesTotal)}`,
  ];
  if (done > 0 && elapsedMs > 500 && share < 1) {
    const perMs = done / elapsedMs;
    parts.push(`${size(perMs * 1000)}/s`, `${duration((bytesTotal - bytesDone) / perMs)} left`);
  }
  return parts.join(" · ");
}

/** Decimal units, as disks and downloads have them. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[power]}`;
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
