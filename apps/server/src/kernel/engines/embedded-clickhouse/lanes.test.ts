import { expect, it } from "vitest";
import { Lane, QueueTimeout } from "./lanes.ts";

const never = new AbortController().signal;

it("runs as many as it is wide and admits the others in order of arrival", async () => {
  const lane = new Lane(1, 60_000);
  const order: string[] = [];
  const leave = await lane.enter(never);
  const second = lane.enter(never).then((release) => {
    order.push("second");
    release();
  });
  const third = lane.enter(never).then((release) => {
    order.push("third");
    release();
  });
  expect(order).toEqual([]);
  leave();
  await Promise.all([second, third]);
  expect(order).toEqual(["second", "third"]);
});

it("gives up after its patience without losing a slot", async () => {
  const lane = new Lane(1, 1);
  const leave = await lane.enter(never);
  await expect(lane.enter(never)).rejects.toBeInstanceOf(QueueTimeout);
  leave();
  leave();
  (await lane.enter(never))();
});

it("lets a waiter go that lost its client", async () => {
  const lane = new Lane(1, 60_000);
  const leave = await lane.enter(never);
  const client = new AbortController();
  const waiting = lane.enter(client.signal);
  client.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  leave();
  (await lane.enter(never))();
});
