/** Where an answer departs from a recorded one: a field missing, of another type, or not known. */
export type Departure = string;

/**
 * Compares names and JSON types, never values. Each item of a list is compared with the
 * recorded form that fits it best. `also` names
 * fields that the reference documents beside those of the example, by path without indexes (`list.name`).
 */
export function departures(recorded: unknown, answer: unknown, also: readonly string[] = [], path = ""): Departure[] {
  const [wanted, got] = [typeOf(recorded), typeOf(answer)];
  if (wanted !== got) return [`${path || "answer"} is ${got}, recorded as ${wanted}`];
  if (Array.isArray(recorded) && Array.isArray(answer)) {
    if (recorded.length === 0) return [];
    if (answer.length === 0) return [`${path} is empty: nothing was compared`];
    return answer.flatMap((item) => fewest(recorded.map((form) => departures(form, item, also, path))));
  }
  if (!isRecord(recorded) || !isRecord(answer)) return [];
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  return [
    ...Object.keys(recorded).flatMap((name) =>
      name in answer ? departures(recorded[name], answer[name], also, at(name)) : [`${at(name)} is missing`],
    ),
    ...Object.keys(answer)
      .filter((name) => !(name in recorded) && !also.includes(at(name)))
      .map((name) => `${at(name)} is not documented`),
  ];
}

/** A list may record several forms: the one that fits best is meant. */
function fewest(lists: readonly Departure[][]): Departure[] {
  return lists.reduce((best, list) => (list.length < best.length ? list : best));
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "list";
  return value === null ? "null" : typeof value;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeOf(value) === "object";
