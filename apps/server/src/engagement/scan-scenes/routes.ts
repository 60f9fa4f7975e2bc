import { z } from "zod";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { listChecklist, tickCode } from "./checklist.ts";
import { type FigureRow, type Period, sceneFigures, silentStores } from "./figures.ts";
import { rewardText } from "./reward-rules.ts";
import { adviceOf, fewestPeople, seriesOf } from "./rules.ts";
import { createScene, editScene, layOut } from "./save-scene.ts";
import {
  checklistAnswer,
  editSceneBody,
  figuresAnswer,
  figuresQuery,
  newSceneBody,
  rewardedSchema,
  sceneSchema,
} from "./schemas.ts";
import { listRewarded, listScenes, loadScene, type SceneRow } from "./store.ts";
import { type Placement, placements, sceneKinds } from "./vocabulary.ts";

const tag = "scan scenes";
const params = z.object({ scanSceneId: z.uuid() });
const mostCodes = 200;

const placeLabel = (placement: string) => placements[placement as Placement]?.label ?? placement;

function present({ path: _, placements: _placements, places, tagNos: _tags, couponName, ...scene }: SceneRow) {
  return {
    ...scene,
    rewardText: scene.reward && rewardText(scene.reward, couponName),
    kindLabel: sceneKinds[scene.kind].label,
    places: places.map((place) => ({
      ...place,
      label: placeLabel(place.placement),
      series: seriesOf(scene.no, place.placement),
    })),
  };
}

/** 日常扫码场景: what stores offer to scan every day, where it hangs, and what it brings (AQ-08). */
export function scanSceneRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const today = () => dayIn(config.timeZone, clock.now());
  const periodOf = (query: { from?: string | undefined; to?: string | undefined }) => {
    const to = query.to ?? today();
    const from = query.from ?? addDays(to, -29);
    if (from > to) throw invalid([{ path: "from", message: "开始日期不能晚于结束日期" }]);
    const period: Period = {
      from: instantOf(config.timeZone, from),
      until: instantOf(config.timeZone, addDays(to, 1)),
      timeZone: config.timeZone,
    };
    return { from, to, period };
  };
  const read = { tag, access: "code.read" } as const;
  const write = { tag, access: "code.write" } as const;
  return [
    route({
      ...read,
      method: "GET",
      path: "/scan-scenes",
      summary: "Scenes in use, with what hangs in the caller's stores, and the kinds to make new ones from",
      answer: z.object({
        items: z.array(sceneSchema),
        kinds: z.array(
          z.object({
            code: z.string(),
            label: z.string(),
            title: z.string(),
            says: z.string(),
            placements: z.array(z.string()),
          }),
        ),
        placements: z.array(z.object({ code: z.string(), label: z.string() })),
      }),
      handle: async ({ actor }) => ({
        items: (await listScenes(db, actor)).map(present),
        kinds: Object.entries(sceneKinds).map(([code, { placements: of, ...kind }]) => ({
          code,
          ...kind,
          placements: [...of],
        })),
        placements: Object.entries(placements).map(([code, { label }]) => ({ code, label })),
      }),
    }),
    route({
      ...write,
      method: "POST",
      path: "/scan-scenes",
      summary: "Set a scene up: its codes are laid out in every store that it is meant for",
      body: newSceneBody,
      answer: sceneSchema,
      status: 201,
      handle: async ({ actor, body }) => {
        const id = await db.transaction().execute((tx) => createScene(tx, platform, actor, body));
        return present(await loadScene(db, actor, id));
      },
    }),
    route({
      ...write,
      method: "PUT",
      path: "/scan-scenes/:scanSceneId",
      summary: "Change what the page says and the days of the scene, or end it",
      params,
      body: editSceneBody,
      answer: z.object({ changed: z.literal(true) }),
      handle: async ({ actor, params: { scanSceneId }, body }) => {
        await db.transaction().execute((tx) => editScene(tx, platform, actor, scanSceneId, body));
        return { changed: true as const };
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/scan-scenes/:scanSceneId/codes",
      summary: "Make the codes that are missing: of stores that opened since",
      params,
      answer: z.object({ made: z.int() }),
      handle: async ({ actor, params: { scanSceneId } }) =>
        db.transaction().execute(async (tx) => {
          const scene = await loadScene(tx, actor, scanSceneId);
          return { made: await layOut(tx, platform, actor, scene) };
        }),
    }),
    route({
      ...read,
      method: "GET",
      path: "/scan-scenes/:scanSceneId/rewards",
      summary: "Who got what by a scene at the caller's stores, and who earned what could not be given",
      params,
      query: pageQuery,
      answer: pageOf(rewardedSchema),
      handle: async ({ actor, params: { scanSceneId }, query: { cursor, limit } }) => {
        const scene = await loadScene(db, actor, scanSceneId);
        const key = decodeCursor(cursor, 2);
        const before = key && ([String(key[0]), Number(key[1])] as const);
        return toPage(
          await listRewarded(db, actor, scene.no, { before, limit: limit + 1 }),
          limit,
          (row) => [row.decidedAt.toISOString(), row.originNo],
          ({ memberNo, storeName, earnedAt, given, reward, couponName }) => ({
            ...{ memberNo, storeName, given, earnedAt: earnedAt.toISOString() },
            what: reward.kind === "points" ? `${reward.points} 积分` : `支付券「${couponName ?? ""}」`,
          }),
        );
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/scan-scenes/figures",
      summary:
        "What scans of scenes brought, by scene, placement, store or region; stores without scans; advice by what worked",
      query: figuresQuery,
      answer: figuresAnswer,
      handle: async ({ actor, query }) => {
        const { from, to, period } = periodOf(query);
        const [rows, silent, tried] = await Promise.all([
          sceneFigures(db, actor, query.by, period),
          silentStores(db, actor, period),
          sceneFigures(db, actor, "scene_placement", period),
        ]);
        const named = (row: FigureRow) => (query.by === "placement" ? { ...row, label: placeLabel(row.label) } : row);
        return {
          from,
          to,
          rows: rows.map(named),
          silentStores: silent.map(({ total: _, ...store }) => store),
          silentStoreCount: silent[0]?.total ?? 0,
          advice: adviceOf(tried.map((row) => ({ ...row, label: placedLabel(row.label) }))),
          fewestPeople,
        };
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/scan-scenes/checklist",
      summary: "The reason to scan today, and which codes should hang in the caller's stores; what is missing first",
      query: z.object({ storeNo: z.coerce.number().int().optional() }),
      answer: checklistAnswer,
      handle: async ({ actor, query }) => {
        const weekday = weekdayOf(today());
        const [scenes, codes] = await Promise.all([
          listScenes(db, actor),
          listChecklist(db, actor, { storeNo: query.storeNo ?? null, weekday, now: clock.now(), limit: mostCodes + 1 }),
        ]);
        return {
          weekday,
          today: scenes
            .filter(({ weekdays }) => weekdays.includes(weekday))
            .map(({ id, title, says, kind, reward, couponName }) => ({
              ...{ sceneId: id, title, says, kindLabel: sceneKinds[kind].label },
              rewardText: reward && rewardText(reward, couponName),
            })),
          codes: codes.slice(0, mostCodes).map(({ placement, hungAt, ...code }) => ({
            ...code,
            placementLabel: placeLabel(placement),
            hungAt: hungAt?.toISOString() ?? null,
          })),
          more: codes.length > mostCodes,
        };
      },
    }),
    route({
      method: "POST",
      path: "/scan-scenes/codes/:codeId/hung",
      summary: "Say that a code hangs in the store, or that it was taken down",
      tag,
      access: "scan_scene.work",
      params: z.object({ codeId: z.uuid() }),
      body: z.object({ hung: z.boolean() }),
      answer: z.object({ hung: z.boolean() }),
      handle: async ({ actor, params: { codeId }, body: { hung } }) => {
        await db.transaction().execute((tx) => tickCode(tx, platform, actor, codeId, hung));
        return { hung };
      },
    }),
  ];
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function placedLabel(label: string): string {
  const at = label.lastIndexOf("|");
  return `${label.slice(0, at)}（${placeLabel(label.slice(at + 1))}）`;
}
