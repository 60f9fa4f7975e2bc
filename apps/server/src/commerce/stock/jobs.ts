import { z } from "zod";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import { expireReservations } from "./reserve.ts";

/** Marks reservations whose time is over; they hold nothing from that moment on, marked or not. */
export const expireReservationsJob: AnyJob = defineJob({
  name: "commerce.expire_reservations",
  payload: z.object({}),
  schedule: { everyMinutes: 5 },
  run: async (_payload, { platform: { db, clock } }) => {
    await db.transaction().execute((tx) => expireReservations(tx, clock.now()));
  },
});
