import type { z } from "zod";
import { type Call, refuse } from "../http/endpoint.ts";

/** The body by its schema: 44002 for an empty one, 47001 with the field for another shape. Unknown fields are ignored (wechat-api.md §0.1). */
export function bodyOf<T extends z.ZodType>(call: Call, schema: T): z.infer<T> {
  const read = schema.safeParse(call.body);
  if (read.success) return read.data;
  if (Object.keys(call.body).length === 0) refuse(44002);
  const [issue] = read.error.issues;
  refuse(47001, `${issue?.path.join(".")}: ${issue?.message}`);
}

/** Characters as the platforms count them: code points. */
export const charsOf = (value: string) => [...value].length;
