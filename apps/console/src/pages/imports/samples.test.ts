import { describe, expect, it } from "vitest";
import { sampleCsv, samples } from "./samples.ts";

describe("sample files", () => {
  it.each(samples.map((sample) => [sample.kind, sample] as const))(
    "%s has as many cells in each row as its header",
    (_, sample) => {
      const width = sample.rows[0]?.length ?? 0;
      for (const row of sample.rows) expect(row).toHaveLength(width);
    },
  );

  it("quotes cells that hold quotes or commas", () => {
    const events = samples.find((sample) => sample.kind === "events");
    expect(events && sampleCsv(events)).toContain('"{""path"":""/pages/index""}"');
  });
});
