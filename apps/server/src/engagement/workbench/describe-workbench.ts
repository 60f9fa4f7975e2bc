import { sql } from "kysely";
import type { z } from "zod";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { forbidden } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { figuresOf, type OwnFigures, type Person } from "./figures.ts";
import { functionsFor } from "./functions.ts";
import { ownCodes } from "./own-codes.ts";
import type { Friendships, ShareCards } from "./port.ts";
import type { workbenchAnswer } from "./schemas.ts";

/** Only people have a workbench: a key has none. @throws Refusal `forbidden` */
export function personOf(actor: Actor): string {
  if (actor.kind !== "staff") throw forbidden();
  return actor.id;
}

export interface Ports {
  readonly friends: Friendships;
  readonly cards: ShareCards;
}

interface Post {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: string;
  readonly roleName: string;
  /** Works for the whole unit: sees what its people reached. */
  readonly leads: boolean;
}

async function postsOf(db: Db, staffId: string, today: string): Promise<Post[]> {
  const { rows } = await sql<Post>`
    select u.id as "unitId", u.name as "unitName", u.kind as "unitKind", r.name as "roleName",
      u.kind = 'store' and ('*' = any(r.permissions) or 'metrics.read' = any(r.permissions)) as leads
    from staff_post p join org_unit u on u.id = p.org_unit_id join role r on r.code = p.role_code
    where p.staff_id = ${staffId} and p.days @> ${today}::date order by lower(p.days), u.no`.execute(db);
  return rows;
}

type Member = Person & { readonly name: string; readonly storeName: string };

/** Who serves the stores that somebody leads, today. */
async function teamOf(db: Db, unitIds: readonly string[], today: string): Promise<Member[]> {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<Member>`
    select distinct on (s.id) s.id as "staffId", s.no as "staffNo", s.name, u.name as "storeName"
    from staff_post p join staff s on s.id = p.staff_id and s.status = 'active' join org_unit u on u.id = p.org_unit_id
    where p.org_unit_id = any(${[...unitIds]}::uuid[]) and p.days @> ${today}::date order by s.id, u.no`.execute(db);
  return rows;
}

const mostPeople = 200;
const bySales = (a: { month: OwnFigures }, b: { month: OwnFigures }) => b.month.amountFen - a.month.amountFen;

/** What a guide or store manager works with: own figures, codes and cards to pass on, embedded functions, the team (IN-23). */
export async function describeWorkbench(
  platform: Platform,
  actor: Actor,
  { friends, cards }: Ports,
): Promise<z.input<typeof workbenchAnswer>> {
  const { db, config, clock } = platform;
  const staffId = personOf(actor);
  const today = dayIn(config.timeZone, clock.now());
  const month = `${today.slice(0, 7)}-01`;
  const posts = await postsOf(db, staffId, today);
  const team = await teamOf(
    db,
    posts.flatMap(({ leads, unitId }) => (leads ? [unitId] : [])),
    today,
  );
  const { rows } = await sql<Person>`select id as "staffId", no as "staffNo" from staff where id = ${staffId}`.execute(
    db,
  );
  const [self] = rows;
  if (!self) throw forbidden();
  const people = [self, ...team.filter((each) => each.staffId !== staffId)].slice(0, mostPeople);
  const [onDay, inMonth, functions, codes, brought, address] = await Promise.all([
    figuresOf(platform, friends, people, { from: today, to: today }),
    figuresOf(platform, friends, people, { from: month, to: today }),
    functionsFor(db, staffId, today),
    ownCodes(db, staffId, today, instantOf(config.timeZone, month)),
    cards.brought(self.staffNo, month, addDays(today, 1)),
    publicAddress(db),
  ]);
  return {
    name: actor.name,
    today,
    posts,
    figures: { today: onDay(staffId), month: inMonth(staffId) },
    shared: brought,
    publicAddress: address,
    codes,
    functions: functions.map(({ id, kind, name, note }) => ({ id, kind, name, note })),
    team: team
      .map(({ staffId: id, name, storeName }) => ({
        staffId: id,
        name,
        storeName,
        today: onDay(id),
        month: inMonth(id),
      }))
      .sort(bySales),
  };
}
