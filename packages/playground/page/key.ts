/** The API key that this page sends, for as long as its tab is open; nothing else ever sees it. */
const name = "unmask-api-key";

export function apiKey(): string {
  return sessionStorage.getItem(name) ?? "";
}

export function keepKey(key: string): void {
  if (key === "") sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, key);
}

/** What every request says of it. */
export function keyHeaders(): Record<string, string> {
  const key = apiKey();
  return key === "" ? {} : { authorization: `Bearer ${key}` };
}
