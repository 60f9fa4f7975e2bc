// `npm run generate`: everything that is derived from the migrations and the routes — table types, the schema dump,
// the OpenAPI document and the typed client; and the metric dictionary.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { bundle } from "./lib/bundle.mjs";
import { root } from "./lib/root.mjs";
import { run } from "./lib/run.mjs";

const outDir = path.join(root, "node_modules", ".cache", "feilun", "generate");
await bundle(
  {
    generate: path.join(root, "apps/server/src/testing/generate.ts"),
    "clickhouse-server": path.join(root, "apps/server/src/kernel/engines/embedded-clickhouse/server.ts"),
  },
  outDir,
);
const { describeProduct } = await import(pathToFileURL(path.join(outDir, "generate.js")).href);

const tables = path.join(root, "apps/server/src/kernel/postgres/tables.generated.ts");
const client = path.join(root, "packages/api-client");
const product = await describeProduct({
  async writeTableTypes(databaseUrl) {
    const code = await run(process.execPath, [
      path.join(root, "node_modules/kysely-codegen/dist/cli/bin.js"),
      "--dialect",
      "postgres",
      "--url",
      databaseUrl,
      "--out-file",
      tables,
      "--default-schema",
      "public",
      "--include-pattern",
      "public.*",
      "--date-parser",
      "string",
      "--numeric-parser",
      "number",
      "--log-level",
      "error",
    ]);
    if (code !== 0) process.exit(code);
    // bigint is parsed to number (kernel/postgres/database.ts).
    writeFileSync(
      tables,
      readFileSync(tables, "utf8").replace(
        /^export type Int8 = .*$/m,
        "export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;",
      ),
    );
  },
});
writeFileSync(path.join(root, "docs/schema.sql"), product.schema);
writeFileSync(path.join(root, "docs/metric-dictionary.md"), product.metricDictionary);
writeFileSync(path.join(client, "openapi.json"), `${JSON.stringify(product.openapi, null, 1)}\n`);
writeFileSync(path.join(client, "src/schema.generated.ts"), astToString(await openapiTS(product.openapi)));
console.log(`${product.tables} tables, ${Object.keys(product.openapi.paths ?? {}).length} paths`);
process.exit(0);
