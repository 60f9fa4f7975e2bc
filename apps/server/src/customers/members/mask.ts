import type { IdentifierKind } from "../identity/kinds.ts";
import type { AttributeName } from "./attributes.ts";

/** Keeps the first and last characters and hides the rest; short text hides more. */
function middleHidden(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length <= head + tail) return `${characters[0] ?? ""}***`;
  return `${characters.slice(0, head).join("")}****${characters.slice(characters.length - tail).join("")}`;
}

/** 张伟 → 张*，欧阳娜娜 → 欧***. */
export function maskName(name: string): string {
  const characters = [...name];
  return `${characters[0] ?? ""}${"*".repeat(Math.min(3, Math.max(1, characters.length - 1)))}`;
}

/** 13812341234 → 138****1234. */
export function maskPhone(phone: string): string {
  return middleHidden(phone, 3, 4);
}

function maskEmail(email: string): string {
  const at = email.indexOf("@");
  return at <= 0 ? "***" : `${email[0]}***${email.slice(at)}`;
}

/** An identifier as a person may see it without the right to unmask. */
export function maskIdentifier(kind: IdentifierKind, value: string): string {
  if (kind === "phone") return maskPhone(value);
  if (kind === "email") return maskEmail(value);
  return middleHidden(value, 3, 3);
}

/** A personal attribute as a person may see it without the right to unmask. */
export function maskAttribute(name: AttributeName, value: string): string {
  if (name === "name") return maskName(value);
  if (name === "email") return maskEmail(value);
  if (name === "birthday") return value.startsWith("--") ? "--**-**" : `${value.slice(0, 4)}-**-**`;
  if (name === "address") return `${[...value].slice(0, 6).join("")}****`;
  return "****";
}
