import { expect, it } from "vitest";
import { retailLines } from "./retail-lines.ts";

it("reads every line of the real data set once", async () => {
  let count = 0;
  const customers = new Set<string>();
  let first: unknown;
  let last: unknown;
  for await (const lines of retailLines()) {
    first ??= lines[0];
    last = lines.at(-1) ?? last;
    count += lines.length;
    for (const line of lines) if (line.customerId) customers.add(line.customerId);
  }
  expect(count).toBe(541_909);
  expect(customers.size).toBe(4_372);
  expect(first).toMatchObject({
    invoice: "536365",
    stockCode: "85123A",
    quantity: "6",
    unitPrice: "2.55",
    customerId: "17850",
  });
  expect(last).toMatchObject({ invoice: "581587", customerId: "12680" });
});
