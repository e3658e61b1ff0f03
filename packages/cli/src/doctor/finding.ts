/** What one look found: all is well, or what is wrong and what to do. */
export interface Finding {
  readonly subject: string;
  readonly state: "ok" | "fix";
  readonly text: string;
}

export function ok(subject: string, text: string): Finding {
  return { subject, state: "ok", text };
}

export function fix(subject: string, text: string): Finding {
  return { subject, state: "fix", text };
}
