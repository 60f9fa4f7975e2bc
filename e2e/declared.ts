import { readFileSync } from "node:fs";

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}

const document = JSON.parse(readFileSync(new URL("../packages/api-client/openapi.json", import.meta.url), "utf8")) as {
  paths: Record<string, Record<string, Operation>>;
};

// Longest first, so that `/members/facets` is not taken for `/members/{memberNo}`.
const operations = Object.entries(document.paths)
  .sort(([a], [b]) => Number(a.includes("{")) - Number(b.includes("{")))
  .map(([path, methods]) => ({ pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`), methods }));

/**
 * What a request asks that the API does not know: an undeclared route or query parameter. The server passes over unknown
 * parameters, so a misspelt filter would show everything. Null when all is declared.
 */
export function undeclared(method: string, url: URL): string | null {
  const found = operations.find(({ pattern, methods }) => pattern.test(url.pathname) && methods[method.toLowerCase()]);
  const operation = found?.methods[method.toLowerCase()];
  if (!operation) return `${method} ${url.pathname} is no route`;
  const known = new Set((operation.parameters ?? []).filter((each) => each.in === "query").map((each) => each.name));
  const unknown = [...url.searchParams.keys()].filter((name) => !known.has(name));
  return unknown.length > 0 ? `${method} ${url.pathname} has no parameter ${unknown.join(", ")}` : null;
}
