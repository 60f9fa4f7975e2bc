import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadHeadquarters, unitCondition } from "../../organization/index.ts";
import { newSlug } from "../codes/save-code.ts";
import { insertCode } from "../codes/store.ts";
import type { CodeChannel, Material } from "../codes/vocabulary.ts";

/** Where a piece of content leads: an address behind a short link of ours, a mini program's page, or a live code that stands already. */
export type LinkTarget =
  | { readonly way: "web"; readonly url: string }
  | { readonly way: "mini_program"; readonly appId: string; readonly page: string }
  | { readonly way: "code"; readonly codeId: string };

export interface LinkDraft {
  readonly name: string;
  readonly target: LinkTarget;
  /** Who owns the short link; headquarters unless said. */
  readonly unitId?: string;
  readonly channel: CodeChannel;
  readonly material: Material;
  readonly campaign?: string;
}

export interface ContentLink {
  readonly no: number;
  /** The scene of a mini program's page, or the slug of `/s/<slug>`; of a live code a key of its own. */
  readonly key: string;
}

/** Opens the link of one piece of content; what comes through it counts for that piece alone. @throws Refusal `invalid_input` */
export async function openLink(tx: Tx, platform: Platform, actor: Actor, draft: LinkDraft): Promise<ContentLink> {
  const at = platform.clock.now();
  const key = newSlug();
  const { target } = draft;
  const codeId =
    target.way === "web"
      ? await shortLink(tx, actor, { ...draft, url: target.url, slug: key, at })
      : target.way === "code"
        ? await freeCode(tx, actor, target.codeId)
        : null;
  const [appId, page] = target.way === "mini_program" ? [target.appId, target.page] : [null, null];
  const { rows } = await sql<ContentLink>`
    insert into content_link (key, name, way, code_id, app_id, page, created_at, created_by)
    values (${key}, ${draft.name}, ${target.way}, ${codeId}, ${appId}, ${page}, ${at}, ${actor.name}) returning no, key`.execute(
    tx,
  );
  const link = rows[0];
  if (!link) throw new Error("the link was not written");
  return link;
}

async function shortLink(
  tx: Tx,
  actor: Actor,
  draft: LinkDraft & { readonly url: string; readonly slug: string; readonly at: Date },
): Promise<string> {
  const unitId = draft.unitId ?? (await loadHeadquarters(tx)).id;
  const id = await insertCode(tx, {
    kind: "link",
    slug: draft.slug,
    name: draft.name.slice(0, 60),
    unitId,
    storeNo: null,
    channel: draft.channel,
    material: draft.material,
    campaign: draft.campaign ?? "",
    shareCode: null,
    utm: { source: draft.channel, medium: draft.material, content: draft.slug },
    tagNos: [],
    welcome: "",
    targetUrl: draft.url,
    entry: "direct",
    distribution: "platform",
    sameGuide: true,
    priority: "none",
    shows: "group",
    roomLimit: 400,
    roomName: "",
    guides: [],
    teamIds: [],
    roomKeys: [],
    at: draft.at,
    by: actor.name,
  });
  await audit(tx, actor, {
    action: "live_code.created",
    subject: { kind: "live_code", id },
    detail: { after: { kind: "link", name: draft.name, targetUrl: draft.url } },
  });
  return id;
}

/** A code that leads people somewhere else already would count them twice. */
async function freeCode(tx: Tx, actor: Actor, codeId: string): Promise<string> {
  const { rows } = await sql<{ taken: string | null }>`
    select l.name as taken from live_code c join org_unit u on u.id = c.org_unit_id left join content_link l on l.code_id = c.id
    where c.id = ${codeId} and c.archived_at is null and ${unitCondition(actor, "u.path")}`.execute(tx);
  if (!rows[0]) throw invalid([{ path: "codeId", message: "没有这个活码，或它已停用" }]);
  if (rows[0].taken !== null)
    throw invalid([{ path: "codeId", message: `这个活码已用在「${rows[0].taken}」，请为每个内容单独建一个活码` }]);
  return codeId;
}

/** Gives up a link whose piece of content never went out. */
export async function dropLink(tx: Tx, platform: Platform, linkNo: number): Promise<void> {
  const { rows } = await sql<{ codeId: string | null; way: string }>`
    delete from content_link where no = ${linkNo} returning code_id as "codeId", way`.execute(tx);
  const { codeId = null, way } = rows[0] ?? {};
  if (codeId !== null && way === "web")
    await sql`update live_code set archived_at = ${platform.clock.now()}, version = version + 1 where id = ${codeId}`.execute(
      tx,
    );
}
