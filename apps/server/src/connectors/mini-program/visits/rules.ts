import { MINI_PROGRAM_SCENES, type MiniProgramEntry } from "@feilun/wechat-protocol";
import type { VisitRules } from "./settings.ts";

/** What a mini program's launch options tell of where somebody came from. */
export interface Launch {
  /** Scene value of the platform; absent = not told. */
  readonly scene?: number | undefined;
  /** Mark in the page's address, or the scene of the code that was scanned. */
  readonly mark?: string | undefined;
  /** The card that was opened. */
  readonly shareKey?: string | undefined;
}

const shareInScene = /(?:^|[&,;])s=([0-9A-Za-z]{12})(?:$|[&,;])/;

/** The scene of a code that is a share card: within the 32 characters of wechat-api.md §2.3. */
export const sceneOfShare = (key: string) => `s=${key}`;

/** Reads `scene` as integrators send it: the platform's number, or the text in the code that was scanned. */
export function readLaunch(sent: {
  readonly scene?: string | undefined;
  readonly mark?: string | undefined;
  readonly shareKey?: string | undefined;
}): Launch {
  const { scene = "" } = sent;
  const isNumber = /^\d{1,5}$/.test(scene);
  const mark = sent.mark ?? (isNumber || scene === "" ? undefined : scene);
  const shareKey = sent.shareKey ?? (mark === undefined ? undefined : shareInScene.exec(mark)?.[1]);
  return { ...(isNumber && { scene: Number(scene) }), ...(mark && { mark }), ...(shareKey && { shareKey }) };
}

/** Which entry an opening counts as: its mark, else what the chain says of its scene, else the platform's list. */
export function entryOf({ scene, mark, shareKey }: Launch, rules: VisitRules): MiniProgramEntry {
  const marked = rules.marks.find((each) => each.mark === mark)?.entry;
  if (marked) return marked;
  const said = rules.scenes.find((each) => each.scene === scene)?.entry;
  const listed = scene === undefined ? undefined : MINI_PROGRAM_SCENES.get(scene)?.entry;
  return said ?? listed ?? (shareKey === undefined ? "other" : "share");
}

/** ClickHouse: the entry of a row with `scene`, `mark` and `share`; pass `entryParams` along. The same answer as `entryOf`. */
export function entryExpression(rules: VisitRules): string {
  const scenes = new Map([...MINI_PROGRAM_SCENES].map(([scene, { entry }]) => [scene, entry]));
  for (const { scene, entry } of rules.scenes) scenes.set(scene, entry);
  const text = (values: Iterable<string>) => `[${[...values].map((value) => `'${value}'`).join(",")}]`;
  const byScene = `transform(scene, [${[...scenes.keys()].join(",")}], ${text(scenes.values())}, if(share = '', 'other', 'share'))`;
  if (rules.marks.length === 0) return byScene;
  return `transform(mark, {marks:Array(String)}, ${text(rules.marks.map(({ entry }) => entry))}, ${byScene})`;
}

export const entryParams = ({ marks }: VisitRules): Readonly<Record<string, readonly string[]>> =>
  marks.length === 0 ? {} : { marks: marks.map(({ mark }) => mark) };
