/** A file that may be fetched for a while: what it holds, made when it was asked for. */
export interface BillFile {
  readonly mchid: string;
  readonly text: string;
  readonly gzip: boolean;
  /** Virtual seconds. */
  readonly expiresAt: number;
}
