import type { AnswerOf } from "@feilun/api-client";

export type Jobs = AnswerOf<"/api/v1/jobs">;
export type Job = Jobs["items"][number];
