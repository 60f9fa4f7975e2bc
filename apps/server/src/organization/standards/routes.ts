import type { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { acknowledge, publishStandard, publishVersion, withdrawStandard } from "./change-standards.ts";
import {
  acknowledgeBody,
  publishBody,
  publishVersionBody,
  standardDetailAnswer,
  standardParams,
  standardsAnswer,
  withdrawBody,
} from "./schemas.ts";
import { findStandard, listReceipts, listStandards, listVersions, type Standard } from "./store.ts";

const tag = "Standards";

/** Headquarters' standards for benefits and after-sales, and who has taken note (OR-19). */
export function standardRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const today = () => dayIn(platform.config.timeZone, platform.clock.now());

  function present({ publishedAt, withdrawnAt, formats, unitIds, ...standard }: Standard) {
    return {
      ...standard,
      formats: [...formats],
      unitIds: [...unitIds],
      publishedAt: publishedAt.toISOString(),
      state:
        withdrawnAt !== null
          ? ("withdrawn" as const)
          : standard.validFrom > today()
            ? ("upcoming" as const)
            : ("in_force" as const),
    };
  }

  async function describe(actor: Actor, id: string): Promise<z.input<typeof standardDetailAnswer>> {
    const standard = await findStandard(db, actor, id);
    if (standard === null) throw notFound("标准");
    const [versions, receipts] = await Promise.all([
      listVersions(db, id),
      listReceipts(db, actor, id, standard.version),
    ]);
    const now = today();
    const inForce = standard.withdrawnAt === null ? versions.find((each) => each.validFrom <= now)?.version : undefined;
    return {
      ...present(standard),
      versions: versions.map((each) => ({
        ...each,
        formats: [...each.formats],
        unitIds: [...each.unitIds],
        publishedAt: each.publishedAt.toISOString(),
        inForce: each.version === inForce,
      })),
      receipts: receipts.map((each) => ({ ...each, acknowledgedAt: each.acknowledgedAt?.toISOString() ?? null })),
    };
  }

  return [
    route({
      method: "GET",
      path: "/standards",
      summary: "Standards that concern a store in scope, in their newest version, with how many stores have taken note",
      tag,
      access: "organization.read",
      answer: standardsAnswer,
      handle: async ({ actor }) => ({ items: (await listStandards(db, actor)).map(present) }),
    }),
    route({
      method: "GET",
      path: "/standards/:standardId",
      summary: "One standard: its versions, and which stores have not taken note of the newest",
      tag,
      access: "organization.read",
      params: standardParams,
      answer: standardDetailAnswer,
      handle: async ({ actor, params }) => describe(actor, params.standardId),
    }),
    route({
      method: "POST",
      path: "/standards",
      summary: "Publish a standard (headquarters)",
      tag,
      access: "standard.publish",
      body: publishBody,
      answer: standardDetailAnswer,
      status: 201,
      handle: async ({ actor, body: { kind, ...fields } }) => {
        const id = await db
          .transaction()
          .execute((tx) => publishStandard(tx, actor, kind, fields, platform.clock.now()));
        return describe(actor, id);
      },
    }),
    route({
      method: "POST",
      path: "/standards/:standardId/versions",
      summary: "Publish the next version of a standard (headquarters)",
      tag,
      access: "standard.publish",
      params: standardParams,
      body: publishVersionBody,
      answer: standardDetailAnswer,
      status: 201,
      handle: async ({ actor, params: { standardId }, body: { basedOn, ...fields } }) => {
        await db
          .transaction()
          .execute((tx) => publishVersion(tx, actor, standardId, fields, basedOn, platform.clock.now()));
        return describe(actor, standardId);
      },
    }),
    route({
      method: "POST",
      path: "/standards/:standardId/withdraw",
      summary: "Take a standard out of force (headquarters)",
      tag,
      access: "standard.publish",
      params: standardParams,
      body: withdrawBody,
      answer: standardDetailAnswer,
      handle: async ({ actor, params: { standardId }, body: { reason } }) => {
        await db.transaction().execute((tx) => withdrawStandard(tx, actor, standardId, reason, platform.clock.now()));
        return describe(actor, standardId);
      },
    }),
    route({
      method: "POST",
      path: "/standards/:standardId/receipts",
      summary: "A store takes note of the newest version",
      tag,
      access: "standard.acknowledge",
      params: standardParams,
      body: acknowledgeBody,
      answer: standardDetailAnswer,
      handle: async ({ actor, params: { standardId }, body }) => {
        await db.transaction().execute((tx) => acknowledge(tx, actor, standardId, body, platform.clock.now()));
        return describe(actor, standardId);
      },
    }),
  ];
}
