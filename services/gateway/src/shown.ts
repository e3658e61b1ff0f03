/** A caller's value as a message quotes it: JSON, 80 characters of it at most. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  try {
    return JSON.stringify(value).slice(0, 80);
  } catch {
    // JSON is read without a stack, and written with one.
    return "what is nested too deeply to show";
  }
}
