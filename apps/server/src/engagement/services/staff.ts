import { sql } from "kysely";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db } from "../../kernel/postgres/database.ts";

export interface Colleague {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/**
 * Who serves in a store on a day by their posts, without those whose absence lasts beyond `at`.
 *
 * @param at today when absent
 */
export async function servesOn(
  db: Db,
  { config, clock }: Pick<Platform, "config" | "clock">,
  storeNo: number,
  at: Date = clock.now(),
): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select distinct s.id, s.code, s.name from org_unit u join staff_post p on p.org_unit_id = u.id and p.days @> ${dayIn(config.timeZone, at)}::date
      join staff s on s.id = p.staff_id and s.status = 'active' left join guide_pause g on g.staff_id = s.id
    where u.no = ${storeNo} and not (g.staff_id is not null and (g.until is null or g.until > ${at}))
    order by s.code`.execute(db);
  return rows;
}
