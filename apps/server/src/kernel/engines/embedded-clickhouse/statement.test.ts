import { describe, expect, it } from "vitest";
import { readStatement } from "./statement.ts";

describe("reading a statement", () => {
  it.each([
    ["select 1", "rows", undefined],
    ["  -- note\n SELECT 1 FORMAT JSONEachRow", "rows", "JSONEachRow"],
    ["select 'x FORMAT CSV'", "rows", undefined],
    ["select 1 /* FORMAT CSV */", "rows", undefined],
    ["select format from t", "rows", undefined],
    ["select format, b from t format CSV", "rows", "CSV"],
    ["with x as (select 1) select * from x format JSON settings max_threads = 1;", "rows", "JSON"],
    ["(select 1) union all (select 2)", "rows", undefined],
    ["show tables", "rows", undefined],
    ["explain select 1", "rows", undefined],
    ["create table t (format String) engine = Memory", "other", undefined],
    ["insert into t select 1", "other", undefined],
    ["insert into t (format) format JSONEachRow", "insert", "JSONEachRow"],
    ["insert into t values", "insert", "Values"],
    ["kill query where 1", "other", undefined],
    ["", "other", undefined],
  ])("%s → %s, %s", (sql, kind, format) => {
    const statement = readStatement(sql);
    expect(statement.kind).toBe(kind);
    expect(statement.format).toBe(format);
  });

  it("splits a SELECT around its FORMAT clause", () => {
    expect(readStatement("select 1 as x format JSON settings max_threads = 1 ; ")).toMatchObject({
      head: "select 1 as x ",
      tail: " settings max_threads = 1",
    });
  });

  it("splits an INSERT into head, settings and data", () => {
    expect(readStatement("insert into t (a) settings x = 1 format TSV\n1\n2\n")).toMatchObject({
      head: "insert into t (a) ",
      tail: "settings x = 1 ",
      format: "TSV",
      inlineData: "1\n2\n",
    });
    expect(readStatement("insert into t format TSV").inlineData).toBeUndefined();
  });

  it("tells questions that cannot take long from the others", () => {
    expect(readStatement("select 1").cheap).toBe(true);
    expect(readStatement("select count() from system.parts").cheap).toBe(true);
    expect(readStatement("select count() from event").cheap).toBe(false);
    expect(readStatement("select * from system.one join event using (id)").cheap).toBe(false);
    expect(readStatement("insert into a select * from b").cheap).toBe(false);
    expect(readStatement("insert into a format TSV").cheap).toBe(true);
    expect(readStatement("optimize table a final").cheap).toBe(false);
    expect(readStatement("create table a (x Int8) engine = Memory").cheap).toBe(true);
  });

  it("notices a second statement", () => {
    expect(readStatement("select 1; drop table t").multiple).toBe(true);
    expect(readStatement("select ';';").multiple).toBe(false);
  });
});
