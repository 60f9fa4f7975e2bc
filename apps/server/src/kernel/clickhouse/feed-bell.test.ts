import { expect, it } from "vitest";
import { pauseOrRing, ringFeeds } from "./feed-bell.ts";

const never = 2_000_000_000;

it("ends every pause when the bell rings, and a pause that begins later waits for the next", async () => {
  const signal = new AbortController().signal;
  const pauses = Promise.all([pauseOrRing(never, signal), pauseOrRing(never, signal)]);
  ringFeeds();
  await pauses;
  const later = pauseOrRing(never, signal).then(() => "ended");
  expect(await Promise.race([later, Promise.resolve("waits")])).toBe("waits");
  ringFeeds();
  expect(await later).toBe("ended");
});

it("ends a pause when the process stops, also one that begins afterwards", async () => {
  const stopping = new AbortController();
  const pause = pauseOrRing(never, stopping.signal);
  stopping.abort();
  await pause;
  await pauseOrRing(never, stopping.signal);
});
