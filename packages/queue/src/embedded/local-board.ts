import type { Board } from "../backend.js";

/** The embedded queue has one process, so the board is a map. */
export function localBoard(): Board {
  const entries = new Map<string, { readonly text: string; readonly untilMs: number }>();
  return {
    async put(id, text, ttlMs) {
      entries.set(id, { text, untilMs: performance.now() + ttlMs });
    },
    async all() {
      for (const [id, { untilMs }] of entries) if (untilMs < performance.now()) entries.delete(id);
      return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { text }]) => text);
    },
  };
}
