import type { Measured } from "./measure.js";

const [width, height] = [760, 380];
const [left, right, top, bottom] = [64, 24, 24, 48];
const colours = { done: "#14636b", failed: "#c0392b" };

/** Every request of a run as a dot, when it was sent and how long it took, as an SVG document. */
export function latencyPlot(measured: readonly Measured[]): string {
  const maxX = Math.max(1, ...measured.map(({ sentMs }) => sentMs));
  const maxY = Math.max(1, ...measured.map(({ endToEndMs = 0 }) => endToEndMs));
  const x = (sentMs: number) => left + (sentMs / maxX) * (width - left - right);
  const y = (ms: number) => height - bottom - (ms / maxY) * (height - top - bottom);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...ticks.flatMap((share) => [
      `<line x1="${left}" x2="${width - right}" y1="${y(share * maxY)}" y2="${y(share * maxY)}" stroke="#ddd"/>`,
      `<text x="${left - 8}" y="${y(share * maxY) + 4}" text-anchor="end">${seconds(share * maxY)}</text>`,
      `<text x="${x(share * maxX)}" y="${height - bottom + 18}" text-anchor="middle">${seconds(share * maxX)}</text>`,
    ]),
    `<text x="${width / 2}" y="${height - 10}" text-anchor="middle">sent, seconds from the start</text>`,
    `<text transform="translate(16 ${height / 2}) rotate(-90)" text-anchor="middle">end to end, seconds</text>`,
    ...measured.map(({ sentMs, endToEndMs = 0, error }) => {
      const colour = error ? colours.failed : colours.done;
      return `<circle cx="${x(sentMs).toFixed(1)}" cy="${y(endToEndMs).toFixed(1)}" r="3" fill="${colour}" fill-opacity="0.6"/>`;
    }),
    "</svg>\n",
  ].join("\n");
}

function seconds(ms: number): string {
  return String(Number((ms / 1000).toPrecision(3)));
}
