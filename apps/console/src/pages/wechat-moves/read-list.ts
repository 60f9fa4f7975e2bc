import type { EnteredCustomers, EnteredGroups } from "./move-api.ts";

const phonePattern = /^(?:\+?86)?1\d{10}$/;

/** Cells of a line as spreadsheets copy it (tabs) or files write it (commas). */
function cellsOf(line: string): string[] {
  return line.split(/\t|,|，/).map((cell) => cell.trim());
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/**
 * One customer a line: 手机号, 备注名, 微信号, 标签（用 / 隔开）, 导购工号. A line of column names is passed over; a phone may be missing.
 */
export function readCustomers(text: string): EnteredCustomers {
  return linesOf(text)
    .filter((line, at) => at > 0 || !/手机|备注|微信/.test(line))
    .map((line) => {
      const [first = "", name = "", wechatId = "", tags = "", guideCode = ""] = cellsOf(line);
      const isPhone = phonePattern.test(first.replace(/[\s-]/g, ""));
      return {
        ...(isPhone || /^\d+$/.test(first) ? { phone: first } : {}),
        ...(name || !isPhone ? { name: name || first } : {}),
        ...(wechatId && { wechatId }),
        ...(guideCode && { guideCode }),
        tags: tags.split("/").flatMap((tag) => tag.trim() || []),
      };
    });
}

/** One group a line: 群名, 人数, 导购工号. */
export function readGroups(text: string): EnteredGroups {
  return linesOf(text)
    .filter((line, at) => at > 0 || !/群名|人数/.test(line))
    .map((line) => {
      const [name = "", people = "", guideCode = ""] = cellsOf(line);
      return { name, people: Number(people) || 0, ...(guideCode && { guideCode }) };
    });
}
