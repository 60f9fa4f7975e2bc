/** A clock that can stand, jump and run faster; everything in the sandbox that lasts (tokens, welcome codes, transfers) is measured by it. */
export interface ClockState {
  /** Virtual milliseconds at `setAt`. */
  base: number;
  /** Real milliseconds at which `base` was set. */
  setAt: number;
  /** Virtual seconds per real second; 0 stands still. */
  speed: number;
}

export function startClock(at: number = Date.now(), speed = 1): ClockState {
  return { base: at, setAt: Date.now(), speed };
}

/** Virtual milliseconds now. */
export function nowOf(clock: ClockState): number {
  return Math.floor(clock.base + (Date.now() - clock.setAt) * clock.speed);
}

/** Virtual Unix seconds now: the unit of the platforms' wire. */
export function secondsOf(clock: ClockState): number {
  return Math.floor(nowOf(clock) / 1000);
}

/** Moves the clock forward; it never goes back. */
export function advanceClock(clock: ClockState, byMs: number): void {
  if (!(byMs >= 0)) throw new RangeError("the clock only moves forward");
  clock.base = nowOf(clock) + byMs;
  clock.setAt = Date.now();
}

/** Changes the speed from now on. */
export function setClockSpeed(clock: ClockState, speed: number): void {
  if (!(speed >= 0 && speed <= 100_000)) throw new RangeError("speed is between 0 and 100000");
  clock.base = nowOf(clock);
  clock.setAt = Date.now();
  clock.speed = speed;
}
