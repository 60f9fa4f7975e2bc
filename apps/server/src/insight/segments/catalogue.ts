import type { z } from "zod";
import { behaviours } from "./rule/behaviours.ts";
import { describeRule } from "./rule/describe-rule.ts";
import { type FieldType, fields, testsOf } from "./rule/fields.ts";
import { ruleVersion } from "./rule/rule.ts";
import { ruleTemplates } from "./rule/templates.ts";
import type { catalogueAnswer } from "./schemas.ts";

type Catalogue = z.input<typeof catalogueAnswer>;
type Tests = Catalogue["fields"][number]["tests"];

const testsFor = (type: FieldType | "texts") => (type === "texts" ? ["in", "known"] : [...testsOf[type]]) as Tests;

/** Everything that a rule can ask for, as the builder offers it. */
export function ruleCatalogue(): Catalogue {
  return {
    fields: fields.map(({ key, label, group, type, unit, choices }) => ({
      key,
      label,
      group,
      type,
      unit: unit ?? null,
      tests: testsFor(type),
      choices: choices ? [...choices] : null,
    })),
    behaviours: behaviours.map(({ name, label, source, properties }) => ({
      name,
      label,
      sequence: source === "events",
      properties: properties.map((property) => ({
        key: property.key,
        label: property.label,
        type: property.type,
        tests: testsFor(property.type),
        choices: property.choices ? [...property.choices] : null,
      })),
    })),
    templates: ruleTemplates.map(({ key, name, note, root }) => ({
      key,
      name,
      note,
      sentence: describeRule(root, { tags: new Map(), units: new Map(), segments: new Map() }),
      rule: { version: ruleVersion, root },
    })),
  };
}
