import { MINI_PROGRAM_ENTRIES } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { findMember } from "../../../customers/index.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { scopeCondition } from "../../../organization/index.ts";
import { role } from "../matrix/schemas.ts";
import { entryOf, readLaunch } from "./rules.ts";
import { visitSetting } from "./settings.ts";

const answer = z.object({
  items: z
    .array(
      z.object({
        appId: z.string(),
        name: z.string(),
        role: role.nullable(),
        firstSeenAt: z.iso.datetime(),
        lastSeenAt: z.iso.datetime(),
        registeredAt: z.iso.datetime().nullable().describe("When they authorised their phone there"),
        entryName: z.string().describe("By which entry they came first"),
        fromName: z.string().nullable().describe("The mini program that led there first"),
        sharer: z
          .object({ memberNo: z.int().nullable(), staffName: z.string().nullable() })
          .nullable()
          .describe("Whose card led there first; both null = a customer outside the caller's scope"),
      }),
    )
    .describe("The first one they opened first"),
});

interface Row {
  readonly appId: string;
  readonly name: string;
  readonly role: z.output<typeof role> | null;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly registeredAt: Date | null;
  readonly scene: string;
  readonly shareKey: string | null;
  readonly fromName: string | null;
  readonly wasShared: boolean;
  readonly sharerNo: number | null;
  readonly staffName: string | null;
}

/** Which mini programs a customer uses, and how they came to each: one person over all of them (CH-20, IN-03). */
export function memberMiniProgramsRoute(platform: Platform): Route {
  const { db } = platform;
  return route({
    method: "GET",
    path: "/members/:memberNo/mini-programs",
    summary: "The mini programs that a customer uses, and by which entry and whose card they came",
    tag: "mini-program",
    access: "member.read",
    params: z.object({ memberNo: z.coerce.number().int().positive() }),
    answer,
    handle: async ({ actor, params }) => {
      const { memberNo } = await findMember(db, actor, params.memberNo);
      const { value: rules } = await readSetting(db, visitSetting);
      const { rows } = await sql<Row>`
        select a.account_id as "appId", a.name, p.role, u.first_seen_at as "firstSeenAt", u.last_seen_at as "lastSeenAt",
          u.registered_at as "registeredAt", u.first_scene as scene, u.first_share_key as "shareKey", f.name as "fromName",
          s.key is not null as "wasShared", case when ${scopeCondition(actor, "sm.store_no")} then s.member_no end as "sharerNo", t.name as "staffName"
        from mini_program_user u join wechat_account a on a.id = u.wechat_account_id left join mini_program_profile p on p.wechat_account_id = a.id
        left join wechat_account f on f.platform = 'mini_program' and f.account_id = u.first_from_app
        left join mini_program_share s on s.key = u.first_share_key left join staff t on t.id = s.staff_id
        left join member sm on sm.member_no = s.member_no
        where u.member_no = ${memberNo} order by u.first_seen_at, a.name`.execute(db);
      return {
        items: rows.map(
          ({ scene, shareKey, wasShared, sharerNo, staffName, firstSeenAt, lastSeenAt, registeredAt, ...row }) => ({
            ...row,
            firstSeenAt: firstSeenAt.toISOString(),
            lastSeenAt: lastSeenAt.toISOString(),
            registeredAt: registeredAt?.toISOString() ?? null,
            entryName: MINI_PROGRAM_ENTRIES[entryOf(readLaunch({ scene, ...(shareKey && { shareKey }) }), rules)],
            sharer: wasShared ? { memberNo: sharerNo, staffName } : null,
          }),
        ),
      };
    },
  });
}
