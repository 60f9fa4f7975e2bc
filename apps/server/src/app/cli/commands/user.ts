import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { dayIn } from "../../../kernel/calendar.ts";
import { invalid } from "../../../kernel/errors.ts";
import { createStaff, findStaffByLogin, findUnitByCode, resetPassword } from "../../../organization/index.ts";
import { type CommonOptions, print, withFeilun, withJson } from "../command.ts";

interface CreateOptions extends CommonOptions {
  readonly name: string;
  readonly role: string;
  readonly unit: string;
}

/** Shown once; the person must choose another at the first sign-in. */
function firstPassword(): string {
  return randomBytes(12).toString("base64url");
}

async function create(login: string, options: CreateOptions): Promise<void> {
  await withFeilun(async ({ platform }) => {
    const unit = await findUnitByCode(platform.db, options.unit);
    if (!unit) throw invalid([{ path: "--unit", message: `没有编码为 ${options.unit} 的组织单元` }]);
    const password = firstPassword();
    const fromDay = dayIn(platform.config.timeZone, platform.clock.now());
    const id = await platform.db.transaction().execute((tx) =>
      createStaff(tx, systemActor("cli.user_create"), {
        code: login,
        name: options.name,
        login,
        password,
        posts: [{ unitId: unit.id, roleCode: options.role, kind: "regular", fromDay }],
      }),
    );
    print(
      options,
      { id, login, password },
      () => `已创建账号 ${login}，初始密码 ${password}（只显示这一次，首次登录须修改）`,
    );
  });
}

async function reset(login: string, options: CommonOptions): Promise<void> {
  await withFeilun(async ({ platform }) => {
    const staff = await findStaffByLogin(platform.db, login);
    if (!staff) throw invalid([{ path: "login", message: `没有登录名为 ${login} 的员工` }]);
    const password = firstPassword();
    const now = platform.clock.now();
    const today = dayIn(platform.config.timeZone, now);
    await platform.db
      .transaction()
      .execute((tx) => resetPassword(tx, systemActor("cli.user_reset"), staff.id, password, now, today));
    print(
      options,
      { login, password },
      () => `已重置 ${login} 的密码为 ${password}（只显示这一次，首次登录须修改），原有登录已全部退出`,
    );
  });
}

export function addUser(program: Command): void {
  const user = program.command("user").description("账号：创建、重置密码");
  withJson(user.command("create <login>").description("创建账号并打印初始密码"))
    .requiredOption("--name <name>", "姓名")
    .option("--role <code>", "角色编码", "admin")
    .option("--unit <code>", "任职的组织单元编码", "HQ")
    .action(create);
  withJson(user.command("reset <login>").description("重置密码并退出其全部登录")).action(reset);
}
