/** What was done, as the reader of the trail says it. */
export const actionNames: Readonly<Record<string, string>> = {
  "api_key.created": "创建接口密钥",
  "api_key.revoked": "停用接口密钥",
  "brand.created": "新建品牌",
  "brand.edited": "编辑品牌",
  "dead_letter.mended": "修改异常事件",
  "dead_letter.replayed": "重放异常事件",
  "dead_letters.replayed": "批量重放异常事件",
  "daily_report.submitted": "提交日报",
  "daily_report.corrected": "更正日报",
  "daily_report.commented": "批注日报",
  "daily_report.reminded": "催交日报",
  "daily_report.summary_handed_up": "上报日报汇总",
  "department.created": "新设部门",
  "department.edited": "调整部门",
  "department.member_assigned": "安排部门人员",
  "department.member_ended": "结束部门安排",
  "department.closed": "撤销部门",
  "goal.set": "设定目标",
  "goal.split_saved": "保存目标分解",
  "goal.split_confirmed": "确认目标分解",
  "goal.split_reopened": "重新分解目标",
  "identity.decided": "裁定身份关联",
  "identity.merged": "合并客户",
  "identity.merge_undone": "撤销合并",
  "identity.merge_redone": "恢复合并",
  "identity.split": "拆分客户",
  "import.started": "开始导入",
  "import.cancelled": "停止导入",
  "import.rejects_downloaded": "下载未导入的行",
  "import_template.saved": "保存导入模板",
  "import_template.deleted": "删除导入模板",
  "member.profile_read": "查看客户档案",
  "member.identity_read": "查看客户身份依据",
  "member.unmasked": "查看客户完整资料",
  "member.edited": "更正客户资料",
  "member.bound": "变更客户归属",
  "member.consent_recorded": "记录客户授权",
  "notice.published": "发布通知",
  "notice.revised": "修改通知",
  "notice.confirmed": "确认通知",
  "notice.feedback_given": "反馈通知",
  "notice.feedback_replied": "回复反馈",
  "notice.closed": "结束通知",
  "project.opened": "成立项目组",
  "project.edited": "修改项目",
  "project.member_added": "加入项目组",
  "project.member_removed": "移出项目组",
  "project.milestone_set": "设里程碑",
  "project.milestone_reached": "达成里程碑",
  "project.milestone_reopened": "撤回里程碑",
  "project.meeting_moved": "汇报改期",
  "project.report_filed": "提交项目汇报",
  "project.report_corrected": "更正项目汇报",
  "project.closed": "项目结项",
  "org_unit.created": "新建组织单元",
  "org_unit.edited": "编辑组织单元",
  "org_unit.moved": "移动组织单元",
  "org_unit.closed": "关闭组织单元",
  "org_unit.reopened": "重新启用组织单元",
  "point_rule.saved": "保存积分规则",
  "points.adjusted": "调整积分",
  "points.adjustment_requested": "提交积分调整",
  "points.adjustment_approved": "批准积分调整",
  "points.adjustment_rejected": "驳回积分调整",
  "points.frozen": "冻结积分",
  "points.unfrozen": "解冻积分",
  "role.created": "新建角色",
  "role.edited": "编辑角色",
  "role.deleted": "删除角色",
  "setting.changed": "修改系统设置",
  "staff.created": "添加员工",
  "staff.edited": "编辑员工",
  "staff.imported": "导入员工",
  "staff.left": "办理离职",
  "staff.returned": "恢复在职",
  "staff.password_changed": "修改自己的密码",
  "staff.password_reset": "重设员工密码",
  "staff.post_assigned": "添加任职",
  "staff.post_ended": "结束任职",
  "staff.session_revoked": "退出一台设备",
  "staff.sessions_revoked": "退出所有设备",
  "staff.signed_in": "登录",
  "standard.published": "发布标准",
  "standard.withdrawn": "停用标准",
  "standard.acknowledged": "签收标准",
  "store.created": "新建门店",
  "store.edited": "编辑门店",
  "store.phase_changed": "变更门店状态",
  "stores.imported": "导入门店",
  "store_format.created": "新建店型",
  "store_format.edited": "编辑店型",
  "traffic_rule.saved": "设置流量分配规则",
  "traffic_rule.removed": "删除流量分配规则",
  "dealer_terms.saved": "修改经销商条款",
  "share_code.created": "新建分享码",
  "share_code.retired": "停用分享码",
  "traffic.allocated": "分配线上客户",
  "traffic.reallocated": "改派线上客户",
  "traffic.settlement_downloaded": "下载结算预览",
  "tenant.onboarded": "商户入驻",
  "tenant.edited": "修改商户",
  "tenant.status_changed": "变更商户状态",
  "tenant.user_invited": "邀请商户员工",
  "tenant.products_changed": "调整商户商品",
  "leader.applied": "申请团长",
  "leader.edited": "修改团长",
  "leader.status_changed": "变更团长状态",
  "leader.members_bound": "绑定团员",
  "leader.members_released": "解绑团员",
  "tag.created": "新建标签",
  "tag.renamed": "标签改名",
  "tag.archived": "停用标签",
  "tag.merged": "合并标签",
  "tag.assigned": "打标签",
  "tag.removed": "去掉标签",
  "tag_group.created": "新建标签组",
  "tag_rule.saved": "保存标签规则",
  "tier_rule.saved": "保存分层规则",
};

/** What it was done to, and the families of actions to filter by. */
export const subjectNames: Readonly<Record<string, string>> = {
  member: "客户",
  identity: "客户身份",
  tag: "标签",
  tag_group: "标签组",
  tag_rule: "标签规则",
  tier_rule: "分层规则",
  goal: "目标",
  daily_report: "日报",
  standard: "标准",
  department: "部门",
  project: "项目组",
  notice: "通知",
  import: "导入",
  import_run: "导入",
  import_template: "导入模板",
  event: "行为事件",
  dead_letter: "异常事件",
  store: "门店",
  store_format: "店型",
  org_unit: "组织单元",
  organization: "组织",
  traffic: "流量分配",
  traffic_allocation: "流量分配",
  traffic_rule: "流量分配规则",
  dealer_terms: "经销商条款",
  share_code: "分享码",
  tenant: "商户",
  leader: "团长",
  brand: "品牌",
  staff: "员工",
  role: "角色",
  api_key: "接口密钥",
  setting: "系统设置",
};

/** An action without a name of its own is told by its subject, so that the trail stays readable when new ones come. */
export function actionWords(action: string): string {
  const known = actionNames[action];
  if (known) return known;
  const [subject = "", verb = ""] = action.split(".");
  return `${subjectNames[subject] ?? subject}：${verb.replaceAll("_", " ")}`;
}

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
};

/** What only machines need; it stays in the trail itself. */
const unsaid = new Set(["sha256", "session", "postId", "groupId"]);

const longest = 160;

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "（空）";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) {
    return value.length === 0
      ? "（空）"
      : value.slice(0, 8).map(valueWords).join("、") + (value.length > 8 ? " 等" : "");
  }
  return shorten(typeof value === "object" ? JSON.stringify(value) : String(value));
}

export interface DetailLine {
  readonly label: string;
  readonly before?: string;
  readonly after: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
