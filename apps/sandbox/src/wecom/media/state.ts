export type MediaKind = "image" | "voice" | "video" | "file";

/** An uploaded file: usable for 3 days, and only for what it was uploaded for (wecom-api.md §15.3). */
export interface MediaFile {
  readonly mediaId: string;
  readonly kind: MediaKind;
  /** `message`: media/upload; the others by attachment_type of upload_attachment. */
  readonly purpose: "message" | "moment" | "album";
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** Virtual seconds. */
  readonly createdAt: number;
}

/** media/upload_by_url: downloads in real time; the answer stays for an hour. */
export interface UploadJob {
  readonly jobId: string;
  readonly agentId: string;
  readonly createdAt: number;
  status: 1 | 2 | 3;
  errcode: number;
  mediaId: string | undefined;
}

export interface MediaState {
  readonly files: Map<string, MediaFile>;
  /** Pictures of uploadimg by their address; kept for good. */
  readonly pictures: Map<string, { readonly type: string; readonly bytes: Buffer; readonly createdAt: number }>;
  readonly jobs: Map<string, UploadJob>;
}

export function noMedia(): MediaState {
  return { files: new Map(), pictures: new Map(), jobs: new Map() };
}
