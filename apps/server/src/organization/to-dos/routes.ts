import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { listToDos, type ToDoSource, toDoKinds } from "./list-to-dos.ts";

const toDosAnswer = z.object({
  items: z.array(
    z.object({
      kind: z.enum(toDoKinds),
      subjectId: z.uuid().describe("Of the project or notice"),
      title: z.string(),
      dueOn: z.iso.date().nullable(),
      overdue: z.boolean(),
      reminded: z.number().int().describe("How many times it was asked for"),
    }),
  ),
});

/** What waits for whoever is signed in. */
export function toDoRoutes(platform: Platform, sources: readonly ToDoSource[]): Route[] {
  return [
    route({
      method: "GET",
      path: "/me/to-dos",
      summary: "What waits for the caller: project reports, milestones, notices, people to invite",
      tag: "To-dos",
      access: "signed_in",
      answer: toDosAnswer,
      handle: async ({ actor }) => {
        const now = platform.clock.now();
        const dayOf = (at: Date) => dayIn(platform.config.timeZone, at);
        return { items: await listToDos(platform.db, actor, dayOf(now), now, dayOf, sources) };
      },
    }),
  ];
}
