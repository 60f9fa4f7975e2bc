import { diffWordsWithSpace } from "diff";

/** A piece of text that stayed, came or went. */
export interface TextChange {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

const words = new Intl.Segmenter("zh", { granularity: "word" });
/** Past so many edits two texts have little in common: the whole text is shown as replaced. */
const mostEdits = 2_000;

/** What changed from one version of a text to the next, word by word; null when nothing did. */
export function textChanges(before: string, after: string): TextChange[] | null {
  if (before === after) return null;
  const parts = diffWordsWithSpace(before, after, { intlSegmenter: words, maxEditLength: mostEdits });
  if (!parts)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return parts.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

/** What a reader still has to do with a notice. */
export type ReaderState = "unread" | "to_confirm" | "changed" | "done";

/**
 * A material version asks for everything anew; a correction only shows what changed.
 *
 * @param material newest version that is material
 */
export function readerState(notice: {
  readonly version: number;
  readonly material: number;
  readonly needsConfirmation: boolean;
  readonly lastRead: number | null;
  readonly lastConfirmed: number | null;
}): ReaderState {
  const { lastRead, lastConfirmed, material } = notice;
  if (lastRead === null || lastRead < material) return "unread";
  if (notice.needsConfirmation && (lastConfirmed === null || lastConfirmed < material)) return "to_confirm";
  return lastRead < notice.version ? "changed" : "done";
}
