import { ApiProblem } from "@feilun/api-client";
import type { FormInstance } from "antd";

/** Puts the server's field errors beside the fields of a form; returns what belongs to none of them. */
export function showFieldErrors(form: FormInstance, error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return "页面出了点问题，请刷新后再试";
  const known = new Set(Object.keys(form.getFieldsValue()));
  const mine = error.errors.filter((field) => known.has(field.path));
  form.setFields(mine.map((field) => ({ name: field.path, errors: [field.message] })));
  if (mine.length > 0 && mine.length === error.errors.length) return null;
  const others = error.errors.filter((field) => !known.has(field.path)).map((field) => field.message);
  const detail = error.detail ?? (others.length > 0 ? others.join("；") : undefined);
  return detail && error.status !== 500 ? `${error.title}：${detail}` : error.title;
}
