import { type RawBuilder, sql } from "kysely";
import type { Arrivals } from "./port.ts";

export const moveStatuses = [
  "migrated",
  "with_colleague",
  "refused",
  "asked",
  "called",
  "waiting",
  "no_phone",
] as const;
export type MoveStatus = (typeof moveStatuses)[number];

export const moveSteps = ["called", "asked", "refused"] as const;
export type MoveStep = (typeof moveSteps)[number];

/**
 * SQL: rows of the move's customers `c` with `status` and `since`. Nobody writes a status down: a customer has arrived when a
 * friendship with the guide stands on the platform, and is with a colleague when only another guide's does.
 */
export function customersWithStatus({ friendships }: Arrivals, where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select c.*, own.since, case
      when own.since is not null then 'migrated'
      when other.since is not null then 'with_colleague'
      when c.step is not null then c.step
      when c.phone_sealed is null and c.member_no is null then 'no_phone'
      else 'waiting' end as status
    from wechat_move_customer c
    left join (select member_no, staff_id, min(since) as since from ${friendships} f group by 1, 2) own
      on own.member_no = c.member_no and own.staff_id = c.guide_id
    left join (select member_no, min(since) as since from ${friendships} f group by 1) other on other.member_no = c.member_no
    where ${where})`;
}
