/** What of an answer's cost is compared. */
export interface Compared {
  readonly forwards: number;
  readonly seconds: number;
}

/** @returns a sentence; what is within a twentieth of each other is the same */
export function verdict(a: Compared, b: Compared): string {
  const forwards = better(a.forwards, b.forwards);
  const time = better(a.seconds, b.seconds);
  const needs = forwards && `needs ${forwards.times} × fewer forwards`;
  const faster = time && `is ${time.times} × faster`;
  if (forwards && time)
    return forwards.which === time.which
      ? `${forwards.which} ${needs} and ${faster}.`
      : `${forwards.which} ${needs}, but ${time.which} ${faster}.`;
  if (forwards) return `${forwards.which} ${needs}, in the same time.`;
  if (time) return `${time.which} ${faster}, with as many forwards.`;
  return "A and B cost the same.";
}

function better(a: number, b: number): { readonly which: "A" | "B"; readonly times: string } | undefined {
  const times = Math.max(a, b) / Math.max(Number.MIN_VALUE, Math.min(a, b));
  return times < 1.05 ? undefined : { which: a < b ? "A" : "B", times: times.toFixed(1) };
}
