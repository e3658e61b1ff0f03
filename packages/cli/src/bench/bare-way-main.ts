/** What an engine process would be that computes nothing: keeps a core busy for as long as a step takes, and answers. */

export interface ToBareEngine {
  readonly forMs: number;
  readonly bytes: Uint8Array;
}

process.on("message", ({ forMs, bytes }: ToBareEngine) => {
  const endMs = performance.now() + forMs;
  while (performance.now() < endMs);
  process.send?.(bytes);
});
process.on("disconnect", () => process.exit(0));
