import { sql } from "kysely";
import { maskName } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { SubjectKind } from "./rules.ts";

export interface Subject {
  readonly subjectKind: SubjectKind;
  readonly subject: string;
}

export const subjectKey = ({ subjectKind, subject }: Subject) => `${subjectKind}:${subject}`;

type Lookup = (
  platform: Platform,
  keys: readonly string[],
) => Promise<readonly { readonly key: string; readonly name: string }[]>;

const numbers = (keys: readonly string[]) => keys.map(Number).filter(Number.isInteger);

const unitNames: Lookup = async ({ db }, keys) =>
  (
    await sql<{
      key: string;
      name: string;
    }>`select no::text as key, name from org_unit where no = any(${numbers(keys)}::int[])`.execute(db)
  ).rows;

const lookups: Readonly<Record<SubjectKind, Lookup>> = {
  store: unitNames,
  dealer: unitNames,
  guide: async ({ db }, keys) =>
    (
      await sql<{
        key: string;
        name: string;
      }>`select no::text as key, name from staff where no = any(${numbers(keys)}::int[])`.execute(db)
    ).rows,
  leader: async ({ db, cipher }, keys) => {
    const { rows } = await sql<{ key: string; staff: string | null; sealed: string | null; place: string }>`
      select l.no::text as key, f.name as staff, m.name_sealed as sealed, l.pickup_point as place
      from leader l left join staff f on f.id = l.staff_id left join member m on m.member_no = l.member_no where l.no = any(${numbers(keys)}::int[])`.execute(
      db,
    );
    return rows.map(({ key, staff, sealed, place }) => ({
      key,
      name: `${staff ?? (sealed ? maskName(cipher.open(sealed)) : `团长 ${key}`)} · ${place}`,
    }));
  },
  member: async ({ db, cipher }, keys) => {
    const { rows } = await sql<{ key: string; sealed: string | null }>`
      select member_no::text as key, name_sealed as sealed from member where member_no = any(${numbers(keys)}::int[])`.execute(
      db,
    );
    return rows.map(({ key, sealed }) => ({ key, name: sealed ? maskName(cipher.open(sealed)) : `客户 ${key}` }));
  },
  ad_plan: async ({ db }, keys) =>
    (
      await sql<{
        key: string;
        name: string;
      }>`select no::text as key, name from ad_plan where no = any(${numbers(keys)}::int[])`.execute(db)
    ).rows,
  content: async ({ db }, keys) =>
    (
      await sql<{
        key: string;
        name: string;
      }>`select no::text as key, name from content_link where no = any(${numbers(keys)}::int[])`.execute(db)
    ).rows,
  touchpoint: async ({ db }, keys) =>
    (
      await sql<{
        key: string;
        name: string;
      }>`select no::text as key, name from touchpoint where no = any(${numbers(keys)}::int[])`.execute(db)
    ).rows,
  message: async ({ db }, keys) =>
    (
      await sql<{
        key: string;
        name: string;
      }>`select id::text as key, title as name from outbound where id::text = any(${[...keys]}::text[])`.execute(db)
    ).rows,
  campaign: async (_platform, keys) => keys.map((key) => ({ key, name: key })),
  live: async (_platform, keys) => keys.map((key) => ({ key, name: `直播 ${key}` })),
};

/** What people call each subject, by `subjectKey`; people masked. One query a kind. */
export async function subjectNames(platform: Platform, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const kinds = [...new Set(subjects.map(({ subjectKind }) => subjectKind))];
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const keys = [
        ...new Set(subjects.filter(({ subjectKind }) => subjectKind === kind).map(({ subject }) => subject)),
      ];
      return (await lookups[kind](platform, keys)).map(
        ({ key, name }) => [subjectKey({ subjectKind: kind, subject: key }), name] as const,
      );
    }),
  );
  for (const [key, name] of found.flat()) names.set(key, name);
  return names;
}
