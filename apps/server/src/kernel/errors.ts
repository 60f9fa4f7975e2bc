/** One field or line that was refused: where it is, and what it takes. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export interface RefusalDetails {
  /** Stable, in snake_case: integrators branch on it. */
  readonly code: string;
  readonly status: number;
  /** Chinese, for the person at the screen: what happened and what to do. */
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
}

/**
 * An expected "no". Thrown so that the transaction it happens in rolls back; the HTTP edge turns it into an
 * RFC 9457 problem document, the CLI into one line. Anything else that is thrown is a defect.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly details: RefusalDetails;

  constructor(details: RefusalDetails, options?: { cause?: unknown }) {
    super(details.detail ? `${details.title}：${details.detail}` : details.title, options);
    this.details = details;
  }
}

/** The caller may not, or the thing is not there: one answer for both, so that nothing beyond a scope can be probed. */
export function notFound(what: string): Refusal {
  return new Refusal({
    code: "not_found",
    status: 404,
    title: `没有找到${what}`,
    detail: "它不存在，或不在你的权限范围内",
  });
}

export function invalid(errors: readonly FieldProblem[], title = "提交的内容有误，请按提示修改"): Refusal {
  return new Refusal({ code: "invalid_input", status: 400, title, errors });
}

export function forbidden(title = "你没有这项操作的权限，请联系管理员"): Refusal {
  return new Refusal({ code: "forbidden", status: 403, title });
}

export function conflict(code: string, title: string, detail?: string): Refusal {
  return new Refusal({ code, status: 409, title, detail });
}

/** Closes a switch over a union: a new kind breaks the build, not the shop. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
