/** What the fields of an entry's detail are called. */
const keyNames: Readonly<Record<string, string>> = {
  name: "名称",
  code: "编码",
  reason: "原因",
  note: "说明",
  kind: "类型",
  parent: "上级",
  path: "位置",
  phase: "状态",
  status: "状态",
  permissions: "权限",
  unit: "范围",
  file: "文件",
  source: "来源",
  decision: "裁定",
  attributes: "字段",
  login: "登录名",
  role: "角色",
  rows: "行数",
  members: "客户数",
  added: "新打上",
  removed: "去掉",
  memberNos: "会员号",
  duties: "职责",
  unitKinds: "可任职于",
  home: "登录后打开",
  fromDay: "从",
  toDay: "到",
  purpose: "用途",
  channel: "渠道",
  granted: "同意",
  guideId: "导购",
  storeNo: "门店",
  enabled: "启用",
  expiresAt: "到期",
  intoTagNo: "并入标签",
  sessionsEnded: "退出设备数",
  postsEnded: "结束任职数",
  people: "人数",
  postsAdded: "新增任职",
  created: "新增",
  updated: "更新",
  refused: "未接受",
  notice: "说明",
  title: "标题",
  functions: "职能",
  function: "职能",
  staff: "员工",
  part: "角色",
  task: "任务",
  version: "版本",
  late: "逾期",
  dueOn: "日期",
  lessons: "经验教训",
  rhythm: "汇报节奏",
  material: "重要改动",
  feedback: "反馈",
  reply: "回复",
  skus: "商品",
  topic: "话题",
  stage: "阶段",
  from: "原状态",
  to: "改为",
  lostReason: "流失原因",
  companyId: "企业",
  memberNo: "会员号",
  decisionPower: "决策角色",
  position: "职位",
  receivedOn: "收到日期",
  receivedVia: "收到途径",
  target: "目标",
  sum: "合计",
  difference: "与目标相差",
  parts: "下级目标",
  figures: "当日数据",
  validFrom: "生效日期",
  dealer: "经销商",
  store: "门店",
  decidedBy: "决定因素",
  criteria: "比较顺序",
  bandMetres: "同等距离（米）",
  maxMetres: "最远距离（米）",
  protectionDays: "保护期（天）",
  attributionDays: "归因期（天）",
  accepts: "接收流量",
  areaCodes: "保护区域",
  radiusMetres: "保护半径（米）",
  dailyCap: "每日上限",
  weight: "权重",
  commissionBp: "分成（万分之）",
  pickupPoint: "自提点",
  level: "等级",
  count: "数量",
  released: "解绑人数",
  points: "积分",
  rule: "规则",
  basedOn: "依据版本",
  businessKey: "业务编号",
  contact: "联系方式",
  category: "品类",
  floor: "楼层",
  booth: "铺位",
  contractFrom: "合同起",
  contractTo: "合同止",
  demo: "演示账号",
  conditions: "条件",
  evidence: "依据",
  targets: "对象",
};

/** Codes that stand in entries, in the reader's words. */
const valueNames: Readonly<Record<string, string>> = {
  // kinds of imports, notices and standards
  orders: "订单",
  members: "客户",
  products: "商品",
  stores: "门店",
  events: "行为事件",
  region: "区域",
  dealer: "经销商",
  tenant: "商户",
  after_sales: "售后标准",
  benefit: "会员权益",
  out_of_stock: "缺货",
  customer_reaction: "客户反应",
  script: "话术",
  price: "价格",
  other: "其他",
  // stages of leads, feedback, tenants and leaders
  new: "新线索",
  contacted: "已联系",
  qualified: "已确认需求",
  won: "成交",
  lost: "流失",
  no_budget: "没有预算",
  competitor: "选了别家",
  no_need: "没有需求",
  unreachable: "联系不上",
  duplicate: "重复",
  open: "待答复",
  planned: "计划改进",
  done: "已完成",
  declined: "不采纳",
  research: "研究",
  design: "设计",
  production: "生产",
  after_launch: "上市后",
  preparing: "筹备中",
  active: "合作中",
  suspended: "暂停",
  ended: "已结束",
  applied: "待审批",
  approved: "已批准",
  paused: "暂停",
  decides: "决策人",
  influences: "影响者",
  uses: "使用者",
  introduces: "介绍人",
  unknown: "未知",
  // how traffic was decided
  share_code: "分享码",
  belonging: "已有归属",
  territory: "保护区域",
  nearest: "距离最近",
  capacity: "当日名额",
  only_one: "只有一家",
  closest_of_equals: "同等中最近",
  by_hand: "人工指定",
  // channels
  mini_program: "小程序",
  wechat_shop: "微信小店",
  video_channel: "视频号",
  official_account: "公众号",
  wecom: "企业微信",
};

/** What only machines need; it stays in the trail itself. */
const unsaid = new Set(["sha256", "session", "postId", "groupId", "staffId", "feedbackId", "unitId"]);

const longest = 160;

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "（空）";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) {
    return value.length === 0
      ? "（空）"
      : value.slice(0, 8).map(valueWords).join("、") + (value.length > 8 ? " 等" : "");
  }
  if (isRecord(value)) {
    const said = Object.entries(value).filter(([key]) => !unsaid.has(key));
    return shorten(said.map(([key, each]) => `${keyNames[key] ?? key} ${valueWords(each)}`).join("，"));
  }
  return shorten(typeof value === "string" ? (valueNames[value] ?? value) : String(value));
}

export interface DetailLine {
  readonly label: string;
  readonly before?: string;
  readonly after: string;
}

/** The detail of an entry as lines: what changed from what to what, or what was said; unchanged fields are left out. */
export function detailLines(detail: Readonly<Record<string, unknown>>): DetailLine[] {
  const { before, after, ...rest } = detail;
  const label = (key: string) => keyNames[key] ?? key;
  const lines: DetailLine[] = [];
  if (isRecord(after) || isRecord(before)) {
    const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (unsaid.has(key)) continue;
      const [was, is] = [valueWords(old[key]), valueWords(now[key])];
      if (was === is && isRecord(before)) continue;
      lines.push(isRecord(before) ? { label: label(key), before: was, after: is } : { label: label(key), after: is });
    }
  } else if (before !== undefined || after !== undefined) {
    lines.push({ label: "内容", before: valueWords(before), after: valueWords(after) });
  }
  for (const [key, value] of Object.entries(rest)) {
    if (!unsaid.has(key)) lines.push({ label: label(key), after: valueWords(value) });
  }
  return lines;
}
