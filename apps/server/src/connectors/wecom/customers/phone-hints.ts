import { sql } from "kysely";
import { z } from "zod";
import { findManyByIdentifier, maskName, maskPhone } from "../../../customers/index.ts";
import { decodeCursor, encodeCursor, pageOf, pageQuery } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";

const hint = z.object({
  memberNo: z.number().int(),
  name: z.string().describe("Masked"),
  guide: z.string(),
  phone: z.string().describe("Masked, as the guide noted it"),
  otherMemberNo: z.number().int(),
  otherName: z.string().describe("Masked"),
});

interface Noted {
  readonly userid: string;
  readonly externalUserid: string;
  readonly memberNo: number;
  readonly guide: string;
  readonly sealed: string;
}

/** Relations looked through for one page: few of those with a noted phone point at somebody else. */
const LOOK = 2000;

/**
 * Phones that guides noted on a customer and that another customer holds: perhaps one person. Anybody may note any number, so it never
 * merges by itself; a person looks and merges by hand.
 */
export function phoneHintRoutes(platform: Platform): Route[] {
  const { db, cipher } = platform;
  return [
    route({
      method: "GET",
      path: "/wecom/phone-hints",
      summary: "Customers whose noted phone belongs to another customer: perhaps one person",
      tag: "wecom",
      access: "identity.review",
      query: pageQuery.extend({ corpId: z.string().min(1).max(64) }),
      answer: pageOf(hint),
      handle: async ({ actor, query: { corpId, cursor, limit } }) => {
        requireWholeChain(actor);
        const [afterUserid = "", afterExternal = ""] = (decodeCursor(cursor, 2) ?? []).map(String);
        const { rows: noted } = await sql<Noted>`
          select f.userid, f.external_userid as "externalUserid", f.member_no as "memberNo", coalesce(s.name, m.name, f.userid) as guide,
            f.phones_sealed as sealed
          from wecom_follow f left join wecom_member m on m.corp_id = f.corp_id and m.userid = f.userid left join staff s on s.id = m.staff_id
          where f.corp_id = ${corpId} and f.phones_sealed is not null and f.state = 'active' and f.member_no is not null
            and (f.userid, f.external_userid) > (${afterUserid}, ${afterExternal})
          order by f.userid, f.external_userid limit ${LOOK}`.execute(db);
        const phones = noted.map((row) => ({ ...row, phones: JSON.parse(cipher.open(row.sealed)) as string[] }));
        const holders = await findManyByIdentifier(db, platform, "phone", [
          ...new Set(phones.flatMap((row) => row.phones)),
        ]);
        const found = phones.flatMap((row) =>
          row.phones.flatMap((phone) => {
            const otherMemberNo = holders.get(phone);
            return otherMemberNo === undefined || otherMemberNo === row.memberNo
              ? []
              : [{ ...row, phone, otherMemberNo }];
          }),
        );
        const shown = found.slice(0, limit);
        const names = await namesOf(
          platform,
          shown.flatMap((row) => [row.memberNo, row.otherMemberNo]),
        );
        // Where the page was cut, or where looking ended.
        const last =
          found.length > limit ? shown[shown.length - 1] : noted.length === LOOK ? noted[noted.length - 1] : undefined;
        return {
          items: shown.map(({ memberNo, guide, phone, otherMemberNo }) => ({
            memberNo,
            guide,
            otherMemberNo,
            name: names.get(memberNo) ?? "",
            phone: maskPhone(phone),
            otherName: names.get(otherMemberNo) ?? "",
          })),
          nextCursor: last ? encodeCursor([last.userid, last.externalUserid]) : null,
        };
      },
    }),
  ];
}

async function namesOf({ db, cipher }: Platform, memberNos: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ memberNo: number; sealed: string | null }>`
    select member_no as "memberNo", name_sealed as sealed from member where member_no = any(${[...new Set(memberNos)]}::int[])`.execute(
    db,
  );
  return new Map(rows.map(({ memberNo, sealed }) => [memberNo, sealed ? maskName(cipher.open(sealed)) : "未填姓名"]));
}
