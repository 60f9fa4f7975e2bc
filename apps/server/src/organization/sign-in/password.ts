import { hash, verify } from "@node-rs/argon2";
import { invalid } from "../../kernel/errors.ts";

const shortest = 10;
const longest = 128;

/** What people try first, with Chinese keyboards and phones in mind; compared without case and after undoing leetspeak. */
const common = [
  "1234567890",
  "0123456789",
  "0987654321",
  "1122334455",
  "1231231231",
  "1111111111",
  "8888888888",
  "6666666666",
  "0000000000",
  "qwertyuiop",
  "qwerty1234",
  "qwer123456",
  "asdfghjkl",
  "zxcvbnm123",
  "1qaz2wsx3edc",
  "1q2w3e4r5t",
  "q1w2e3r4t5",
  "qazwsxedc",
  "password",
  "password1",
  "password12",
  "password123",
  "passw0rd123",
  "admin12345",
  "admin123456",
  "administrator",
  "root123456",
  "abc1234567",
  "abcd123456",
  "abc123456789",
  "a123456789",
  "aa123456789",
  "woaini1314",
  "woaini520",
  "5201314520",
  "1314520520",
  "iloveyou123",
  "letmein1234",
  "welcome123",
  "changeme123",
  "feilun12345",
  "feilun123456",
  "test123456",
  "guest12345",
  "user123456",
  "wechat12345",
  "weixin123456",
  "zhongguo123",
  "beijing2008",
  "shanghai123",
];

const leet: Readonly<Record<string, string>> = { "@": "a", "0": "o", "1": "l", "3": "e", $: "s", "5": "s", "!": "i" };
const plain = (text: string) => text.toLowerCase().replace(/[@013$5!]/g, (char) => leet[char] ?? char);
const commonPlain = new Set(common.map(plain));

function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((char, at) => char.charCodeAt(0) - text.charCodeAt(at));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
}

/**
 * Why a password is refused, in Chinese; null when it is fine. Length before composition, as NIST SP 800-63B advises: no rules about
 * digits and symbols, but nothing that is guessed first.
 */
export function passwordProblem(
  password: string,
  person: { readonly login: string | null; readonly name: string; readonly code: string },
): string | null {
  if ([...password].length < shortest) return `密码至少 ${shortest} 个字符`;
  if (password.length > longest) return `密码最长 ${longest} 个字符`;
  const lower = password.toLowerCase();
  const own = [person.login, person.name, person.code].filter(
    (text): text is string => text !== null && text.length >= 3,
  );
  if (own.some((text) => lower.includes(text.toLowerCase()))) return "密码不能包含你的登录名、姓名或工号";
  if (commonPlain.has(plain(password)) || isRun(lower) || new Set(lower).size < 4)
    return "这个密码太常见，很容易被猜到，请换一个";
  return null;
}

/** @throws Refusal naming the field */
export function checkPassword(
  password: string,
  person: { readonly login: string | null; readonly name: string; readonly code: string },
  path = "password",
): void {
  const problem = passwordProblem(password, person);
  if (problem) throw invalid([{ path, message: problem }]);
}

/** OWASP's parameters for argon2id (2 in the library's enum): 19 MiB, two passes. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), parameters);
}

/** A hash under the same parameters of a text that nobody knows. */
const decoy = "$argon2id$v=19$m=19456,t=2,p=1$rnd1d2ctVOK4cLnqdpEafA$j5jpXpfDAmzn1z5ZEdz0jz6W2I75ic3Z5SJ+Fvrv/dY";

/** Checks a password; without a stored hash it spends the same work and says no, so that the time tells nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? decoy, password.normalize("NFKC"));
  return matches && stored !== null;
}
