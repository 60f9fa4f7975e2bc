/** One person a line: 手机号, 姓名, 导购工号, as spreadsheets copy it (tabs) or files write it (commas). A line of column names is passed over. */
export function readLines(text: string): { phone: string; name?: string; guideCode?: string }[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line, at) => line !== "" && (at > 0 || !/手机|姓名/.test(line)))
    .map((line) => {
      const [phone = "", name = "", guideCode = ""] = line.split(/\t|,|，/).map((cell) => cell.trim());
      return { phone, ...(name && { name }), ...(guideCode && { guideCode }) };
    });
}
