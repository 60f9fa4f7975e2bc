import { randomBytes } from "node:crypto";
import { systemActor } from "../kernel/audit/audit.ts";
import { allPermissions } from "../kernel/http/permission.ts";
import type { Platform } from "../kernel/platform.ts";
import { createStaff, loadHeadquarters } from "../organization/index.ts";

/** A key with every permission that a key may have, on the whole chain, made through the API as an administrator would. */
export async function adminKey(platform: Platform, baseUrl: string): Promise<string> {
  const password = randomBytes(12).toString("base64url");
  const login = `tool-${randomBytes(4).toString("hex")}`;
  const headquarters = await loadHeadquarters(platform.db);
  await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("testing.admin_key"), {
      code: login,
      name: "工具",
      login,
      password,
      mustChangePassword: false,
      posts: [{ unitId: headquarters.id, roleCode: "admin", kind: "regular", fromDay: "2020-01-01" }],
    }),
  );
  const post = async (path: string, body: unknown, cookie?: string) => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const signedIn = await post("/sign-in", { login, password });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0];
  const made = await post(
    "/api-keys",
    {
      name: "工具",
      permissions: allPermissions.filter((permission) => permission !== "api_key.write"),
      unitId: headquarters.id,
    },
    cookie,
  );
  return ((await made.json()) as { key: string }).key;
}
