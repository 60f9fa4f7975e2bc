import { sql } from "kysely";
import type { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { unitCondition } from "../../organization/index.ts";
import { attributionDaysOf, type Days, figuresOf, noFigures } from "./figures.ts";
import { nextStates } from "./rules.ts";
import type { registrySchema, TouchpointFigures, touchpointDetailSchema, touchpointSchema } from "./schemas.ts";
import { levelsOf, listTouchpointSpends, mayRun, requireTouchpoint, type Touchpoint } from "./store.ts";
import {
  type Channel,
  type ChannelGroup,
  channelGroups,
  channels,
  type Kind,
  keysOf,
  kindOf,
  landings,
  levels,
  means,
  miniClasses,
  type TouchpointKind,
  touchpointKinds,
  touchpointStates,
} from "./vocabulary.ts";

export const limitsOf = ({ limits = [] }: Kind) =>
  limits.map(({ text, quota }) => ({ text, confirmed: quota.confirmed, source: quota.source }));

const listed = <Code extends string>(names: Readonly<Record<Code, string>>) =>
  (Object.keys(names) as Code[]).map((code) => ({ code, label: names[code] }));

/** The vocabulary of the registry: channels in their groups, and kinds with their documented limits (CH-01). */
export function describeRegistry(): z.input<typeof registrySchema> {
  const all = keysOf<Channel>(channels);
  return {
    groups: keysOf<ChannelGroup>(channelGroups).map((code) => ({
      code,
      label: channelGroups[code],
      channels: all
        .filter((channel) => channels[channel].group === code)
        .map((channel) => ({ code: channel, label: channels[channel].label })),
    })),
    kinds: keysOf<TouchpointKind>(touchpointKinds).map((code) => {
      const kind = kindOf(code);
      return {
        code,
        label: kind.label,
        group: channels[kind.channel].group,
        channel: kind.channel,
        miniClass: kind.miniClass ?? null,
        landing: kind.landing,
        means: kind.means,
        limits: limitsOf(kind),
      };
    }),
    miniClasses: listed(miniClasses),
    landings: listed(landings),
    means: listed(means),
    states: listed(touchpointStates),
    levels: listed(levels),
  };
}

export function presentTouchpoint(
  { no: _no, orgPath: _path, createdAt, stateAt, ...touchpoint }: Touchpoint,
  figures: TouchpointFigures | undefined,
  actorLevels: Parameters<typeof mayRun>[1],
): z.input<typeof touchpointSchema> {
  const kind = kindOf(touchpoint.kind);
  return {
    ...touchpoint,
    kindLabel: kind.label,
    group: channels[kind.channel].group,
    channel: kind.channel,
    miniClass: kind.miniClass ?? null,
    nextStates: [...nextStates(touchpoint.state)],
    mayRun: mayRun(touchpoint, actorLevels),
    createdAt: createdAt.toISOString(),
    stateAt: stateAt.toISOString(),
    figures: figures ?? noFigures,
  };
}

/** One touchpoint with its figures over some days, its limits, its spend, and the plans that it stands in. */
export async function describeTouchpoint(
  platform: Platform,
  actor: Actor,
  id: string,
  days: Days,
): Promise<z.input<typeof touchpointDetailSchema>> {
  if (days.from > days.to) throw invalid([{ path: "to", message: "结束日期不能早于开始日期" }]);
  const { db } = platform;
  const touchpoint = await requireTouchpoint(db, actor, id);
  const figures = await figuresOf(platform, db, [touchpoint.no], days);
  const { rows: plans } = await sql<{ id: string; name: string }>`
    select p.id, p.name from drainage_step s join drainage_plan p on p.no = s.plan_no join org_unit u on u.id = p.org_unit_id
    where s.touchpoint_no = ${touchpoint.no} and ${unitCondition(actor, "u.path")} order by p.id desc limit 100`.execute(
    db,
  );
  return {
    ...presentTouchpoint(touchpoint, figures.get(touchpoint.no), await levelsOf(db, actor)),
    ...days,
    attributionDays: await attributionDaysOf(db),
    limits: limitsOf(kindOf(touchpoint.kind)),
    spends: await listTouchpointSpends(db, touchpoint.no),
    plans,
  };
}
