import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../kernel/calendar.ts";
import { layOutMeetings, reportState, rhythms, weekdayOf } from "./rules.ts";

describe("a project's meetings", () => {
  it("are held monthly, on the Monday after a weekend, and on the last day of shorter months [OR-11]", () => {
    const plan = { startsOn: "2026-01-05", endsOn: "2026-04-20", rhythm: "monthly", rhythmDay: 31 } as const;
    // 31 January 2026 is a Saturday, 28 February too.
    expect(layOutMeetings(plan)).toEqual([
      { dueOn: "2026-02-02", periodFrom: "2026-01-05", periodTo: "2026-02-02" },
      { dueOn: "2026-03-02", periodFrom: "2026-02-02", periodTo: "2026-03-02" },
      { dueOn: "2026-03-31", periodFrom: "2026-03-02", periodTo: "2026-03-31" },
      { dueOn: "2026-04-20", periodFrom: "2026-03-31", periodTo: "2026-04-21" },
    ]);
  });

  it("are held every week or second week on one day of the week [OR-11]", () => {
    const plan = { startsOn: "2026-06-03", endsOn: "2026-06-24", rhythm: "weekly", rhythmDay: 1 } as const;
    expect(layOutMeetings(plan).map((each) => each.dueOn)).toEqual([
      "2026-06-08",
      "2026-06-15",
      "2026-06-22",
      "2026-06-24",
    ]);
    expect(layOutMeetings({ ...plan, rhythm: "biweekly" }).map((each) => each.dueOn)).toEqual([
      "2026-06-08",
      "2026-06-22",
      "2026-06-24",
    ]);
  });

  it("cover every day of the project exactly once, whatever the rhythm [OR-11]", () => {
    const plans = fc.record({
      from: fc.integer({ min: 0, max: 800 }),
      days: fc.integer({ min: 1, max: 400 }),
      rhythm: fc.constantFrom(...rhythms),
      day: fc.integer({ min: 1, max: 31 }),
    });
    fc.assert(
      fc.property(plans, ({ from, days, rhythm, day }) => {
        const startsOn = addDays("2026-01-01", from);
        const endsOn = addDays(startsOn, days);
        const meetings = layOutMeetings({
          startsOn,
          endsOn,
          rhythm,
          rhythmDay: rhythm === "monthly" ? day : (day % 7) + 1,
        });
        expect(meetings[0]?.periodFrom).toBe(startsOn);
        expect(meetings.at(-1)).toMatchObject({ dueOn: endsOn, periodTo: addDays(endsOn, 1) });
        for (const [index, meeting] of meetings.entries()) {
          expect(meeting.periodFrom < meeting.periodTo).toBe(true);
          if (index > 0) expect(meeting.periodFrom).toBe(meetings[index - 1]?.periodTo);
          if (rhythm === "monthly" && meeting.dueOn !== endsOn) expect(weekdayOf(meeting.dueOn)).toBeLessThan(6);
        }
      }),
    );
  });

  it("tell what is due, overdue and filed late [OR-11]", () => {
    expect(reportState("2026-06-15", "2026-06-11", null)).toBe("upcoming");
    expect(reportState("2026-06-15", "2026-06-12", null)).toBe("due");
    expect(reportState("2026-06-15", "2026-06-15", null)).toBe("due");
    expect(reportState("2026-06-15", "2026-06-16", null)).toBe("overdue");
    expect(reportState("2026-06-15", "2026-06-20", { late: false })).toBe("filed");
    expect(reportState("2026-06-15", "2026-06-20", { late: true })).toBe("filed_late");
  });
});
