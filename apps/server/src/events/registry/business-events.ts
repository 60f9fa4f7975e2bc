import { z } from "zod";
import { code, eventType, joined, properties, text } from "./event-type.ts";

const statuses = { new: "新线索", contacted: "已联系", qualified: "已确认需求", won: "成交", lost: "流失" } as const;

export const businessEvents = [
  eventType({
    name: "lead.submitted",
    group: "member",
    label: "提交企业线索",
    meaning: "客户代表企业在展会、网页等表单留下需求（ID-12）。",
    interaction: true,
    properties: properties({ formCode: code.optional(), title: text().optional() }),
    summary: (p) => p.title ?? "",
  }),
  eventType({
    name: "lead.moved",
    group: "member",
    label: "企业线索进展",
    meaning: "客户所在企业的线索改变了状态。",
    properties: properties({
      status: z.enum(["new", "contacted", "qualified", "won", "lost"]),
      title: text().optional(),
    }),
    summary: (p) => joined(statuses[p.status], p.title),
  }),
] as const;
