export interface FieldError {
  /** Dotted path of the field in the request, such as `name` or `query.limit`. */
  readonly path: string;
  readonly message: string;
}

interface ProblemDocument {
  code?: string;
  title?: string;
  detail?: string;
  errors?: FieldError[];
  requestId?: string;
}

/** A refusal or failure of the API (RFC 9457): `code` to branch on, `title` in Chinese for the person at the screen. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly requestId: string | undefined;

  constructor(status: number, document: ProblemDocument) {
    const title = document.title ?? `请求没有成功（${status}）`;
    super(title);
    this.status = status;
    this.code = document.code ?? "unknown";
    this.title = title;
    this.detail = document.detail;
    this.errors = document.errors ?? [];
    this.requestId = document.requestId;
  }

  /** Whether the same request may succeed when sent again unchanged. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Reads the problem document of an answer; an answer without one (a proxy's error page) still becomes a problem. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get("content-type")?.includes("json") ?? false;
  const document: unknown = isProblem ? await response.json().catch(() => null) : null;
  if (typeof document === "object" && document !== null) return new ApiProblem(response.status, document);
  const title = response.status >= 500 ? "服务暂时不可用，请稍后再试" : undefined;
  return new ApiProblem(response.status, { title, code: response.status >= 500 ? "unavailable" : undefined });
}

export function unreachable(): ApiProblem {
  return new ApiProblem(0, { code: "unreachable", title: "连不上服务器，请检查网络后重试" });
}
