/**
 * A queue that any member leaves in O(1). A Map keeps order too, but finding its first entry walks over the holes that
 * deleted ones left: O(n) for a queue.
 */
export class Line<T> {
  #first: Place<T> | undefined;
  #last: Place<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): T | undefined {
    return this.#first?.item;
  }

  push(item: T): Place<T> {
    return this.#insert({ item, line: this, before: this.#last, after: undefined });
  }

  /** Puts it in front of everybody. */
  unshift(item: T): Place<T> {
    return this.#insert({ item, line: this, before: undefined, after: this.#first });
  }

  *[Symbol.iterator](): Generator<T> {
    for (let place = this.#first; place; place = place.after) yield place.item;
  }

  #insert(place: Place<T>): Place<T> {
    if (place.before) place.before.after = place;
    else this.#first = place;
    if (place.after) place.after.before = place;
    else this.#last = place;
    this.#size += 1;
    return place;
  }

  static leave<T>(place: Place<T>): void {
    const { line, before, after } = place;
    if (before) before.after = after;
    else line.#first = after;
    if (after) after.before = before;
    else line.#last = before;
    line.#size -= 1;
  }
}

/** Where somebody stands; given to {@link Line.leave} exactly once. */
export interface Place<T> {
  readonly item: T;
  readonly line: Line<T>;
  before: Place<T> | undefined;
  after: Place<T> | undefined;
}
