import { audit } from "../../kernel/audit/audit.ts";
import { forbidden } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { seesWholeChain } from "../../organization/index.ts";
import { identitySettingKey, identitySettingsSchema, loadIdentitySettings } from "./settings.ts";
import { saveIdentitySettings } from "./settings-store.ts";

export function identitySettingsRoutes({ db, cipher, jobs }: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/settings/identity",
      summary: "Read the guard rails of merging",
      tag: "identity",
      access: "identity.review",
      answer: identitySettingsSchema,
      handle: () => loadIdentitySettings(db),
    }),
    route({
      method: "PUT",
      path: "/settings/identity",
      summary: "Change the guard rails of merging; the rules then run over everyone again in the background",
      tag: "identity",
      access: "setting.write",
      body: identitySettingsSchema,
      answer: identitySettingsSchema,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          if (!seesWholeChain(actor)) throw forbidden("合并规则对全集团生效，只有总部可以修改");
          const before = await loadIdentitySettings(tx);
          await saveIdentitySettings(tx, cipher, body, actor.name);
          await jobs.enqueue(tx, "customers.reapply_identity_rules", {}, { key: "customers.reapply_identity_rules" });
          // The blocked values are phones and the like: the trail counts them only.
          const shown = (settings: typeof body) => ({ ...settings, blockedValues: settings.blockedValues.length });
          const detail = { before: shown(before), after: shown(body) };
          await audit(tx, actor, {
            action: "setting.changed",
            subject: { kind: "setting", id: identitySettingKey },
            detail,
          });
          return body;
        }),
    }),
  ];
}
