import { type FieldViolation, ServingError } from "@unmask/wire";

/** More would say no more, and take the time of others. */
export const mostViolations = 20;

/** Goes on after what is wrong with a request, so that its caller hears of everything at once. */
export class Checks {
  readonly #violations: FieldViolation[] = [];

  /**
   * @returns what `check` gives; undefined where it refuses, and once there is so much wrong that nothing more is looked at
   * @throws what it fails with otherwise
   */
  try<T>(check: () => T): T | undefined {
    if (this.#violations.length >= mostViolations) return undefined;
    try {
      return check();
    } catch (error) {
      if (!(error instanceof ServingError) || error.code !== "INVALID_ARGUMENT") throw error;
      // The first word on a field counts: what follows may follow from it.
      for (const violation of error.violations)
        if (!this.#violations.some(({ field }) => field === violation.field)) this.#violations.push(violation);
      return undefined;
    }
  }

  /** A field that is wrong. @param message names it */
  refuse(field: string, message: string): void {
    this.try(() => {
      throw new ServingError("INVALID_ARGUMENT", message, { field });
    });
  }

  /** @throws {ServingError} INVALID_ARGUMENT with everything that was refused */
  end(): void {
    if (this.#violations.length > 0) throw this.error();
  }

  /** Everything that was refused, as one error. */
  error(): ServingError {
    const message = this.#violations.map((violation) => violation.message).join("; ");
    return new ServingError("INVALID_ARGUMENT", message, { violations: this.#violations });
  }

  /**
   * @returns the values, which are all there
   * @throws {ServingError} as {@link end}
   */
  all<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
    this.end();
    return values as { [K in keyof T]: Exclude<T[K], undefined> };
  }
}
