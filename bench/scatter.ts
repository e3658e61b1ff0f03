export interface Point {
  readonly x: number;
  readonly y: number;
  /** Points of one group share a mark and a line in the legend. */
  readonly group: string;
  /** Shown on hover. */
  readonly label: string;
}

const [width, height] = [760, 420];
const [left, right, top, bottom] = [60, 190, 20, 50];
const colours = ["#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#e377c2", "#7f7f7f"];

/** A scatter plot as an SVG document that reads in light and dark pages. */
export function scatter(points: readonly Point[], axes: { readonly x: string; readonly y: string }): string {
  const maxX = niceAbove(Math.max(...points.map((p) => p.x)));
  const maxY = niceAbove(Math.max(...points.map((p) => p.y)));
  const atX = (x: number) => left + (x / maxX) * (width - left - right);
  const atY = (y: number) => height - bottom - (y / maxY) * (height - top - bottom);
  const groups = [...new Set(points.map((p) => p.group))];
  const mark = (group: string, x: number, y: number, label = "") => {
    const index = groups.indexOf(group);
    const fill = colours[index % colours.length]!;
    const title = label && `<title>${label}</title>`;
    // When the colours are used up, squares have them again.
    return index < colours.length
      ? `<circle cx="${x}" cy="${y}" r="5" fill="${fill}" fill-opacity="0.75">${title}</circle>`
      : `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9" fill="${fill}" fill-opacity="0.75">${title}</rect>`;
  };
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...ticks.flatMap((share) => [
      `<line x1="${left}" x2="${width - right}" y1="${atY(share * maxY)}" y2="${atY(share * maxY)}" stroke="#ddd"/>`,
      `<text x="${left - 8}" y="${atY(share * maxY) + 4}" text-anchor="end">${Number((share * maxY).toPrecision(3))}</text>`,
      `<text x="${atX(share * maxX)}" y="${height - bottom + 18}" text-anchor="middle">${Number((share * maxX).toPrecision(3))}</text>`,
    ]),
    `<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle">${axes.x}</text>`,
    `<text transform="translate(16 ${height / 2}) rotate(-90)" text-anchor="middle">${axes.y}</text>`,
    ...points.map((p) => mark(p.group, atX(p.x), atY(p.y), p.label)),
    ...groups.flatMap((group, i) => [
      mark(group, width - right + 24, top + 12 + i * 20),
      `<text x="${width - right + 36}" y="${top + 16 + i * 20}">${group}</text>`,
    ]),
    "</svg>\n",
  ].join("\n");
}

/** The smallest of 1, 2, 2.5, 4, 5, 8 and 10 times a power of ten that is not below the value. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 2.5, 4, 5, 8, 10].map((step) => step * power).find((nice) => nice >= value)!;
}
