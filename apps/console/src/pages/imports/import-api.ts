import { ApiProblem, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";
import type { ImportKind, ImportPlan, KindInfo } from "./plan.ts";

export interface ImportTemplate {
  readonly id: string;
  readonly kind: ImportKind;
  readonly name: string;
  readonly plan: ImportPlan;
  readonly updatedAt: string;
}

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem: { readonly column: string | null; readonly reasonCode: string; readonly reason: string } | null;
}

export interface RejectGroup {
  readonly reasonCode: string;
  readonly reason: string;
  readonly columnName: string | null;
  readonly rows: number;
  readonly firstLine: number;
}

/** What a file holds, how it would be read, and the problems found in its beginning. */
export interface Preview {
  readonly format: "delimited" | "xlsx";
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** Of a workbook: its sheets; which one was read, `plan.sheet` says when there are several. */
  readonly sheets: readonly string[];
  readonly kind: ImportKind;
  readonly fingerprint: string;
  readonly headers: readonly string[];
  readonly guesses: readonly { readonly field: string; readonly header: string; readonly confidence: number }[];
  /** The saved mapping that was taken. */
  readonly template: { readonly id: string; readonly name: string } | null;
  readonly plan: ImportPlan;
  readonly planProblem: string | null;
  readonly rows: readonly PreviewRow[];
  readonly scanned: {
    readonly rows: number;
    readonly accepted: number;
    readonly rejected: number;
    /** Whether this was the whole file. */
    readonly complete: boolean;
  } | null;
  readonly problems: readonly {
    readonly reasonCode: string;
    readonly reason: string;
    readonly column: string | null;
    readonly rows: number;
    readonly firstLine: number;
  }[];
}

export type RunStatus = "queued" | "running" | "done" | "failed" | "cancelled";

export interface ImportRun {
  readonly id: string;
  readonly no: number;
  readonly kind: ImportKind;
  readonly status: RunStatus;
  readonly phase: "reading" | "applying" | "finished";
  readonly fileId: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly bytesRead: number;
  readonly rows: {
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly unchanged: number;
    readonly applied: number;
  };
  readonly documents: { readonly created: number; readonly updated: number; readonly unchanged: number };
  /** The documents by what they are. */
  readonly outcomes: readonly {
    readonly of: ImportKind | "refunds";
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
  }[];
  /** People whom nobody knew before; null = this kind of file does not tell. */
  readonly membersCreated: number | null;
  readonly progress: number;
  readonly rowsPerSecond: number | null;
  readonly remainingSeconds: number | null;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly plan: ImportPlan;
}

export interface ImportRunDetail extends ImportRun {
  readonly rejects: readonly RejectGroup[];
  /** Guides whom rows name and the staff list does not know. */
  readonly unknownGuides: readonly { readonly guide: string; readonly rows: number }[];
}

export const runStatusNames: Readonly<Record<RunStatus, string>> = {
  queued: "等待开始",
  running: "导入中",
  done: "已完成",
  failed: "没有完成",
  cancelled: "已取消",
};

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** Sends a file with progress (which `fetch` cannot tell). Rejects with an ApiProblem, or with an AbortError when stopped. */
export function uploadFile(
  file: File,
  options: { onProgress: (sent: number) => void; signal: AbortSignal },
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/imports/files");
    request.responseType = "json";
    request.upload.onprogress = (event) => options.onProgress(event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as UploadedFile);
      else reject(new ApiProblem(request.status, (request.response as object | null) ?? {}));
    };
    request.onerror = () =>
      reject(new ApiProblem(0, { code: "unreachable", title: "上传中断了", detail: "请检查网络后重新选择文件。" }));
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    options.signal.addEventListener("abort", () => request.abort(), { once: true });
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  });
}

export function useImportKinds() {
  return useQuery({
    queryKey: ["imports", "fields"],
    queryFn: ({ signal }): Promise<{ kinds: KindInfo[] }> => answer(api.GET("/api/v1/imports/fields", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

interface PreviewQuestion {
  /** Guessed from the headers when absent. */
  readonly kind?: ImportKind;
  readonly headerLine?: number;
  readonly sheet?: string;
  /** Guessed, or taken from a template, when absent. */
  readonly plan?: ImportPlan;
}

export function usePreview(fileId: string, question: PreviewQuestion, enabled = true) {
  return useQuery({
    queryKey: ["imports", "preview", fileId, question],
    queryFn: ({ signal }): Promise<Preview> =>
      answer(
        api.POST("/api/v1/imports/files/{id}/preview", { signal, params: { path: { id: fileId } }, body: question }),
      ),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTemplates(kind: ImportKind) {
  return useQuery({
    queryKey: ["imports", "templates", kind],
    queryFn: ({ signal }): Promise<{ items: ImportTemplate[] }> =>
      answer(api.GET("/api/v1/imports/templates", { signal, params: { query: { kind } } })),
  });
}

export const saveTemplate = (body: {
  fingerprint: string;
  name: string;
  plan: ImportPlan;
  replace: boolean;
}): Promise<ImportTemplate> => answer(api.POST("/api/v1/imports/templates", { body }));

export const deleteTemplate = (templateId: string): Promise<unknown> =>
  answer(api.DELETE("/api/v1/imports/templates/{id}", { params: { path: { id: templateId } } }));

export const startRun = (fileId: string, plan: ImportPlan): Promise<ImportRun> =>
  answer(api.POST("/api/v1/imports", { body: { fileId, plan } }));

export const cancelRun = (runId: string): Promise<ImportRun> =>
  answer(api.POST("/api/v1/imports/{id}/cancel", { params: { path: { id: runId } } }));

export function fetchRuns(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<ImportRun>> {
  return answer(api.GET("/api/v1/imports", { signal, params: { query: { ...filters, cursor, limit: 20 } } }));
}

export function isOver(status: RunStatus): boolean {
  return status === "done" || status === "failed" || status === "cancelled";
}

/** A run, asked for again every second until it is over. */
export function useRun(runId: string) {
  return useQuery({
    queryKey: ["imports", "run", runId],
    queryFn: ({ signal }): Promise<ImportRunDetail> =>
      answer(api.GET("/api/v1/imports/{id}", { signal, params: { path: { id: runId } } })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data.status) ? false : 1_000),
    refetchIntervalInBackground: false,
  });
}

/** The rejected rows as a file, with line number and reason in front. */
export function rejectFileUrl(runId: string): string {
  return `/api/v1/imports/${runId}/rejects.csv`;
}
