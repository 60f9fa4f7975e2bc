import { z } from "zod";

const mediaId = z.string().min(1).max(256);

/** One piece of a reply; mixed content is several (CH-08). */
export const replyPartSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string().trim().min(1).max(600) }),
  z.object({ kind: z.literal("image"), mediaId }),
  z.object({
    kind: z.literal("link"),
    title: z.string().min(1).max(64),
    description: z.string().max(120).default(""),
    url: z.string().url().max(2048),
    pictureUrl: z.string().url().max(2048),
  }),
  z.object({
    kind: z.literal("mini_program"),
    title: z.string().min(1).max(20),
    appId: z.string().min(1).max(64),
    page: z.string().min(1).max(1024),
    coverMediaId: mediaId,
  }),
]);
export type ReplyPart = z.infer<typeof replyPartSchema>;

export interface ReplyRule {
  readonly id: string;
  readonly kind: "follow" | "keyword" | "menu" | "default";
  readonly words: readonly string[];
  readonly match: "contain" | "equal";
  readonly parts: readonly ReplyPart[];
}

/** What a person did that may be answered. */
export type Trigger =
  | { readonly kind: "follow"; readonly scene: string }
  | { readonly kind: "keyword"; readonly text: string }
  | { readonly kind: "menu"; readonly key: string };

const tidy = (text: string) => text.trim().toLowerCase().normalize("NFKC");

/** The first rule that answers, in their order; a follow rule for the code's scene goes before the one for everybody. */
export function chooseRule(rules: readonly ReplyRule[], trigger: Trigger): ReplyRule | undefined {
  const ofKind = rules.filter(({ kind }) => kind === trigger.kind);
  switch (trigger.kind) {
    case "follow":
      return (
        ofKind.find(({ words }) => words.some((word) => word !== "" && trigger.scene.startsWith(word))) ??
        ofKind.find(({ words }) => words.length === 0)
      );
    case "menu":
      return ofKind.find(({ words }) => words.includes(trigger.key));
    case "keyword": {
      const text = tidy(trigger.text);
      const hits = (rule: ReplyRule, equal: boolean) =>
        rule.words.some((word) =>
          equal ? tidy(word) === text : rule.match === "contain" && text.includes(tidy(word)),
        );
      return ofKind.find((rule) => hits(rule, true)) ?? ofKind.find((rule) => hits(rule, false));
    }
  }
}

const SUGGESTED = 3;

/** Words that a person may have meant: those that share characters with what they wrote, the closest first (CH-09). */
export function suggestWords(rules: readonly ReplyRule[], text: string): string[] {
  const written = new Set(tidy(text));
  const scored = rules
    .filter(({ kind }) => kind === "keyword")
    .flatMap(({ words }) => words)
    .map((word) => {
      const characters = [...new Set(tidy(word))];
      return { word, share: characters.filter((character) => written.has(character)).length / characters.length };
    })
    .filter(({ share }) => share >= 0.3)
    .sort((a, b) => b.share - a.share);
  return [...new Set(scored.map(({ word }) => word))].slice(0, SUGGESTED);
}
