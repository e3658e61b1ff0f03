import type { Admission } from "@unmask/scheduling";

/** What a job says about its place among the others; a gateway may leave all of it out. */
export interface Asking {
  readonly tenant?: string | undefined;
  readonly priority?: Admission["priority"];
  /** When the answer stops being worth having, milliseconds since the epoch. */
  readonly deadlineMs?: number | undefined;
}

/** In decide()'s terms: its clock is performance.now(), which never goes back. */
export function admissionOf({ tenant, priority, deadlineMs }: Asking): Admission {
  const inMs = deadlineMs === undefined ? undefined : deadlineMs - Date.now();
  return { tenant, priority, deadlineMs: inMs === undefined ? undefined : performance.now() + inMs };
}
