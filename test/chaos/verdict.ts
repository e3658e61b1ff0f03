/** What a client saw of one request, in the order in which it happened; the log that a run leaves behind. */
export type Entry = { readonly atMs: number; readonly requestId: string } & (
  | { readonly kind: "asked"; readonly template: number; readonly attempt: number }
  /** The cluster said that it has the job. */
  | { readonly kind: "accepted" }
  | { readonly kind: "result"; readonly tokenIds: readonly number[] }
  | { readonly kind: "failed"; readonly code: string; readonly message: string }
  /** The client went away on purpose. */
  | { readonly kind: "dropped" }
);

/** How a call may end and be asked again; anything else is a verdict on the job. */
const passing = new Set(["UNAVAILABLE", "RESOURCE_EXHAUSTED", "CANCELLED"]);

/**
 * Judges a run by its log alone: every accepted job ended, with the text of a quiet run, however often it was asked for.
 * @param quiet token ids of each template in an undisturbed run
 * @returns what is wrong, one line each; empty for a good run
 */
export function judge(log: readonly Entry[], quiet: readonly (readonly number[])[]): string[] {
  const requests = new Map<string, Entry[]>();
  for (const entry of log) requests.set(entry.requestId, [...(requests.get(entry.requestId) ?? []), entry]);
  return [...requests].flatMap(([requestId, entries]) => {
    const asked = entries.find((entry) => entry.kind === "asked");
    if (!asked) return [`${requestId}: answered and never asked`];
    const wanted = JSON.stringify(quiet[asked.template]);
    const problems: string[] = [];
    let answered = false;
    for (const entry of entries) {
      if (entry.kind === "result") {
        answered = true;
        const got = JSON.stringify(entry.tokenIds);
        if (got !== wanted) problems.push(`${requestId}: template ${asked.template} gave ${got}, quietly ${wanted}`);
      }
      if (entry.kind === "failed" && !passing.has(entry.code))
        problems.push(`${requestId}: ended as ${entry.code} (${entry.message})`);
    }
    if (!answered)
      problems.push(
        `${requestId}: ${entries.some(({ kind }) => kind === "accepted") ? "accepted and lost" : "never answered"}`,
      );
    return problems;
  });
}
