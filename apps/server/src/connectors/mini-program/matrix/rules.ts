/** What a mini program of the brand is for (CH-20, after 九阳's five). */
export const miniProgramRoles = {
  service_entry: { name: "服务入口", job: "产品登记、延保、说明书：让买了产品的人扫码进来，建立档案" },
  after_sales: { name: "售后", job: "报修、退换、进度查询：一站式售后，服务完再把人带回来" },
  content: { name: "内容", job: "教程、食谱、穿搭：不买的时候也有理由打开，文中商品卡跳到商城" },
  dealer_stores: { name: "经销商门店", job: "每家门店的成交与会员场，业绩记给门店" },
  mall: { name: "商城", job: "购买与积分兑换的总场，其他小程序的人在这里成交" },
} as const;

export type MiniProgramRole = keyof typeof miniProgramRoles;

export const roleNames = Object.keys(miniProgramRoles) as [MiniProgramRole, ...MiniProgramRole[]];

export interface MatrixProgram {
  readonly name: string;
  readonly appId: string;
  readonly role: MiniProgramRole | null;
  readonly users: number;
  readonly visits: number;
}

export interface Advice {
  readonly kind: "missing_role" | "no_role" | "no_jump" | "unknown_people";
  readonly text: string;
}

/** What the matrix lacks, the most telling first. */
export function advise(
  programs: readonly MatrixProgram[],
  jumps: readonly { readonly fromAppId: string; readonly toAppId: string }[],
): Advice[] {
  const held = new Set(programs.map(({ role }) => role));
  const malls = programs.filter(({ role }) => role === "mall");
  const unassigned = programs.filter(({ role }) => role === null);
  return [
    ...unassigned.map(({ name }) => ({ kind: "no_role" as const, text: `「${name}」还没有写明角色` })),
    ...roleNames
      .filter((role) => !held.has(role))
      .map((role) => ({
        kind: "missing_role" as const,
        text: `没有「${miniProgramRoles[role].name}」小程序。${miniProgramRoles[role].job}。不必单独开一个时，可由已有的兼任`,
      })),
    ...(malls.length === 0
      ? []
      : programs
          .filter(
            ({ role, visits, appId }) =>
              role !== null &&
              role !== "mall" &&
              visits > 0 &&
              !jumps.some((jump) => jump.fromAppId === appId && malls.some((mall) => mall.appId === jump.toAppId)),
          )
          .map(({ name }) => ({
            kind: "no_jump" as const,
            text: `这段时间没有人从「${name}」跳到商城，请检查里面的商品卡和跳转按钮`,
          }))),
  ];
}
