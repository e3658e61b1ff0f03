/** Listeners by key, called in the order they came. One that throws does not keep the others from hearing. */
export class Listeners<Message> {
  readonly #byKey = new Map<string, Set<(message: Message) => void>>();
  readonly #onError: (error: Error) => void;

  constructor(onError: (error: Error) => void) {
    this.#onError = onError;
  }

  add(key: string, listener: (message: Message) => void): void {
    const listeners = this.#byKey.get(key);
    if (listeners) listeners.add(listener);
    else this.#byKey.set(key, new Set([listener]));
  }

  /** @returns whether it was the key's last */
  remove(key: string, listener: (message: Message) => void): boolean {
    const listeners = this.#byKey.get(key);
    if (!listeners?.delete(listener) || listeners.size > 0) return false;
    return this.#byKey.delete(key);
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  tell(key: string, message: Message): void {
    for (const listener of this.#byKey.get(key) ?? []) {
      try {
        listener(message);
      } catch (error) {
        this.#onError(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
}
