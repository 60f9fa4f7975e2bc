import { advanceClock, nowOf } from "./clock.ts";
import type { World } from "./world.ts";

type Handler = (world: World, data: never) => void;
const handlers = new Map<string, Handler>();

/** Says what a kind of task does; called once at module load by the family that owns it. */
export function onDue<T>(
  kind: string,
  handler: (world: World, data: T) => void,
): (world: World, at: number, data: T) => void {
  if (handlers.has(kind)) throw new Error(`two handlers for ${kind}`);
  handlers.set(kind, handler as Handler);
  return (world, at, data) => {
    world.due.push({ at, kind, data });
  };
}

/** Runs everything that is due by the world's clock, in order of time; a task may schedule others. Returns how many ran. */
export function runDue(world: World): number {
  const now = nowOf(world.clock);
  let ran = 0;
  for (;;) {
    const due = world.due.filter((task) => task.at <= now).sort((a, b) => a.at - b.at);
    if (due.length === 0) return ran;
    world.due = world.due.filter((task) => task.at > now);
    for (const task of due) {
      handlers.get(task.kind)?.(world, task.data as never);
      ran++;
    }
  }
}

/** Moves the clock forward; what becomes due on the way happens at its own time. */
export function passTime(world: World, byMs: number): void {
  const end = nowOf(world.clock) + byMs;
  for (;;) {
    runDue(world);
    const next = world.due.reduce((soonest, { at }) => Math.min(soonest, at), end);
    const ahead = Math.max(0, Math.min(next, end) - nowOf(world.clock));
    advanceClock(world.clock, ahead);
    if (next >= end) break;
  }
  runDue(world);
}
