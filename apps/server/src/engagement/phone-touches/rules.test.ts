import { describe, expect, it } from "vitest";
import { asksToStop, bestCallingWindows, nextCallingTime, smsParts, variablesOf, writeSms } from "./rules.ts";

const zone = "Asia/Shanghai";
const house = [
  { days: "all", from: "09:00", to: "12:00" },
  { days: "all", from: "14:00", to: "20:00" },
] as const;

describe("text messages and calls", () => {
  it("are written with signature, variables and the way out, and counted in parts", () => {
    const template = { signature: "禾光", text: "{称呼}，您的{数量}张券后天到期", purpose: "marketing" as const };
    expect(variablesOf(template.text)).toEqual(["称呼", "数量"]);
    expect(writeSms(template, { 称呼: "王女士", 数量: "2" })).toBe("【禾光】王女士，您的2张券后天到期，拒收请回复R");
    expect(writeSms({ ...template, purpose: "service" }, { 称呼: "王女士" })).toBe(
      "【禾光】王女士，您的{数量}张券后天到期",
    );
    expect([smsParts("字".repeat(70)), smsParts("字".repeat(71)), smsParts("字".repeat(135))]).toEqual([1, 2, 3]);
    expect(["r", " TD ", "退订。", "谢谢"].map(asksToStop)).toEqual([true, true, true, false]);
  });

  it("wait for the hours in which calls may be placed", () => {
    const at = (local: string) => new Date(`2026-06-15T${local}:00+08:00`);
    expect(nextCallingTime(house, at("10:30"), zone)).toEqual(at("10:30"));
    expect(nextCallingTime(house, at("12:00"), zone)).toEqual(at("14:00"));
    expect(nextCallingTime(house, at("20:30"), zone)).toEqual(new Date("2026-06-16T09:00:00+08:00"));
    const weekends = [{ days: "weekend", from: "10:00", to: "11:00" }] as const;
    expect(nextCallingTime(weekends, at("10:30"), zone)).toEqual(new Date("2026-06-20T10:00:00+08:00"));
  });

  it("find the hours in which people answer most, never outside those allowed, and say nothing of too few", () => {
    const cell = (hour: number, answered: number, attempts = 40) => ({ weekday: 2, hour, attempts, answered });
    const cells = [cell(9, 4), cell(10, 20), cell(11, 22), cell(13, 30), cell(15, 5), cell(19, 24)];
    expect(bestCallingWindows(cells, house)).toEqual([
      { days: "workday", from: "10:00", to: "12:00" },
      { days: "workday", from: "19:00", to: "20:00" },
    ]);
    expect(bestCallingWindows([cell(10, 5, 10), cell(11, 9, 10), cell(15, 1, 10)], house)).toBeNull();
  });
});
