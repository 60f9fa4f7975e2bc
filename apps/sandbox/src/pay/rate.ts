/** Calls per key within one second of real time: a limit of the wire, whatever the world's clock says. */
export class SecondCounter {
  readonly #calls = new Map<string, number>();
  #second = 0;

  /** Counts the call; false when it is over the limit. */
  take(key: string, most: number): boolean {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) this.#calls.clear();
    this.#second = second;
    const calls = (this.#calls.get(key) ?? 0) + 1;
    this.#calls.set(key, calls);
    return calls <= most;
  }
}
