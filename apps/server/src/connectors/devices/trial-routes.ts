import { z } from "zod";
import { consentOf, findMember, readTastes, type Taste, tasteNameList, tasteNames } from "../../customers/index.ts";
import { hidePersonalData } from "../../events/index.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { followUpSchema, memberTrialsAnswer } from "./schemas.ts";
import {
  listNotBought,
  type NotBought,
  notBoughtOf,
  type Promised,
  promisesFor,
  type StoreUse,
  usesOf,
} from "./trials.ts";

const shownUses = 20;
const dayMs = 86_400_000;

function presentGoods<Row extends NotBought>(
  { attributes, lastAt, ...row }: Row,
  promises: ReadonlyMap<string, Promised>,
) {
  const chosen = tasteNameList.flatMap((name) => {
    const value = attributes[name];
    return value === undefined ? [] : [{ label: tasteNames[name], value: hidePersonalData(value) }];
  });
  const promise = promises.get(`${row.storeNo} ${row.sku}`) ?? null;
  return { ...row, attributes: chosen, lastAt: lastAt.toISOString(), promise };
}

function presentTaste({ value, lastAt, expiresAt, ...taste }: Taste) {
  const times = { lastAt: lastAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { ...taste, ...times, label: tasteNames[taste.name], value: hidePersonalData(value) };
}

const presentUse = ({ at, goods, ...use }: StoreUse) => ({ ...use, at: at.toISOString(), goods: [...goods] });

/** 在店试用: what customers tried, what that says of their taste, and what they have not bought yet (DT-11). */
export function trialRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const since = (days: number) => new Date(clock.now().getTime() - days * dayMs);
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/store-trials",
      summary:
        "What a member tried on devices in stores: tastes with how sure they are, goods tried and not bought, the uses",
      tag: "members",
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      query: z.object({ days: z.coerce.number().int().min(1).max(400).default(180) }),
      answer: memberTrialsAnswer,
      handle: async ({ actor, params, query: { days } }) => {
        const { memberNo } = await findMember(db, actor, params.memberNo);
        const said = (await consentOf(db, memberNo)).find(
          ({ purpose, channel }) => purpose === "profiling" && channel === "any",
        );
        if (said?.granted === false) return { withheld: true, tastes: [], notBought: [], uses: [] };
        const [tastes, goods, uses] = [
          await readTastes(db, memberNo, clock.now()),
          await notBoughtOf(db, memberNo, since(days)),
          await usesOf(db, memberNo, shownUses),
        ];
        const promises = await promisesFor(platform, goods);
        return {
          withheld: false,
          tastes: tastes.map(presentTaste),
          notBought: goods.map((row) => presentGoods(row, promises)),
          uses: uses.map(presentUse),
        };
      },
    }),
    route({
      method: "GET",
      path: "/device-trials",
      summary: "Customers of the caller's stores with what they tried and have not bought since, the latest first",
      tag: "devices",
      access: "device.read",
      query: pageQuery.extend({
        storeNo: z.coerce.number().int().optional(),
        days: z.coerce.number().int().min(1).max(180).default(30),
      }),
      answer: pageOf(followUpSchema),
      handle: async ({ actor, query: { cursor, limit, storeNo, days } }) => {
        const key = decodeCursor(cursor, 3);
        const before = key === null ? null : ([String(key[0]), Number(key[1]), String(key[2])] as const);
        const rows = await listNotBought(
          platform,
          actor,
          { storeNo: storeNo ?? null, since: since(days) },
          { before, limit: limit + 1 },
        );
        const promises = await promisesFor(platform, rows);
        return toPage(
          rows,
          limit,
          (row) => [row.key, row.memberNo, row.sku],
          ({ key: _key, ...row }) => presentGoods(row, promises),
        );
      },
    }),
  ];
}
