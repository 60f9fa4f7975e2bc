/** What a role can allow; the labels are what an administrator reads when composing a role (OR-05). */
export const permissions = {
  "organization.read": "查看组织与门店",
  "organization.write": "维护组织与门店",
  "staff.read": "查看员工",
  "staff.write": "维护员工与任职",
  "role.write": "维护角色权限",
  "api_key.write": "管理接口密钥",
  "member.read": "查看客户",
  "member.write": "维护客户资料",
  "member.unmask": "查看客户敏感信息（需填写原因）",
  "identity.review": "处理身份合并",
  "tag.read": "查看标签",
  "tag.write": "维护标签库",
  "tag.assign": "给客户打标签",
  "tier.write": "维护分层规则",
  "order.read": "查看订单",
  "product.read": "查看商品",
  "event.write": "上报行为事件",
  "event.review": "处理异常事件",
  "import.run": "导入数据",
  "metrics.read": "查看经营数据",
  "goal.write": "下达与分解目标",
  "daily_report.submit": "提交门店日报",
  "daily_report.review": "催收与汇总日报",
  "standard.publish": "发布福利与服务标准",
  "standard.acknowledge": "签收福利与服务标准",
  "audit.read": "查看操作日志",
  "setting.write": "修改系统设置",
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as Permission[];
