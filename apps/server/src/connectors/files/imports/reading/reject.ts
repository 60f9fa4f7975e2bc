/** Why a row cannot be taken over; each has one Chinese sentence that says what the cell takes. */
export const rejectReasons = {
  unclosed_quote: "引号没有成对，这一行无法分列",
  line_too_long: "这一行超过 25 万字，不是一行数据；可能缺了换行，或不是表格内容",
  too_many_columns: "列数比表头多，可能有没加引号的分隔符",
  unreadable_text: "含有无法识别的字符，文件编码可能混杂",
  required: "不能为空",
  bad_date: "不是可识别的日期，例如 2026-01-05 08:05",
  bad_number: "不是数字",
  bad_code: "编码最长 64 个字，不能含引号、反斜杠或换行",
  excel_number: "被 Excel 变成了科学计数法，末尾数字已丢失；请把该列设为“文本”后重新导出",
  negative_price: "单价不能为负数；坏账等财务调整不是销售",
  zero_quantity: "数量不能为 0",
  excluded_prefix: "按设置排除的单号（不是销售单据）",
  unknown_store: "门店不存在或不在你的权限范围内，请先导入门店",
  store_required: "你只能导入自己门店的数据，这一行没有门店",
  bad_phone: "不是有效的手机号",
  no_customer: "没有任何可用的客户标识",
  bad_choice: "不是可选的值",
  bad_json: "不是 JSON 对象",
  future_date: "日期在未来",
  refused: "未被接受",
} as const;

export type RejectReason = keyof typeof rejectReasons;

/** A row that is not taken over. */
export interface Reject {
  readonly line: number;
  /** Header of the column at fault; null = the row as a whole. */
  readonly column: string | null;
  readonly reason: RejectReason;
  /** More than the reason's own sentence, e.g. what the cell takes. */
  readonly detail?: string;
  /** The cell at fault; empty when it is the row as a whole. */
  readonly value: string;
  /** The row as it stands in the file; what is very long is cut. */
  readonly cells: readonly string[];
}

/** Thrown inside a row reader; ends that row only. */
export class RowProblem {
  readonly field: string | null;
  readonly reason: RejectReason;
  readonly detail: string | undefined;

  constructor(field: string | null, reason: RejectReason, detail?: string) {
    this.field = field;
    this.reason = reason;
    this.detail = detail;
  }
}
