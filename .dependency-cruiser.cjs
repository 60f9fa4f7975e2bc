// The architecture, executable: wings stand in the order of the data's flow and meet at their index.ts.
const src = "^apps/server/src/";
const wings = [
  "kernel",
  "organization",
  "customers",
  "events",
  "insight",
  "content",
  "commerce",
  "engagement",
  "community",
  "guard",
  "assistant",
  "connectors",
  "app",
];
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    rule("no-cycles", "Move the shared idea upstream, or emit an event.", {}, { circular: true }),
    ...wings
      .slice(0, -1)
      .map((wing, i) =>
        rule(
          `${wing}-looks-upstream`,
          "A later wing is told through an event or a job.",
          { path: `${src}${wing}/`, pathNot: "\\.test(ing)?\\.ts$" },
          { path: `${src}(${wings.slice(i + 1).join("|")})/` },
        ),
      ),
    rule(
      "wings-meet-at-index",
      "Import the wing, not its insides.",
      { path: `${src}([^/]+)/`, pathNot: `\\.test(ing)?\\.ts$|${src}(testing|bench|drill)/` },
      { path: src, pathNot: `${src}$1/|${src}kernel/|${src}connectors/[^/]+/index\\.ts$|${src}[^/]+/index\\.ts$` },
    ),
    rule(
      "rules-are-pure",
      "Decide here; fetch, store and send in a verb.",
      { path: "/rules\\.ts$" },
      { path: "(store|routes|jobs)\\.ts$|kernel/(postgres|clickhouse|jobs)/|kernel/http/(?!actor)" },
    ),
    rule(
      "verbs-know-no-transport",
      "Routes and jobs call verbs, never the reverse.",
      {
        path: src,
        pathNot: `/(routes|jobs|index|wing)\\.ts$|-(routes|jobs)\\.ts$|\\.test(ing)?\\.ts$|${src}(app|testing|bench|drill)/|/routes/|/jobs/`,
      },
      { path: "/(routes|jobs)\\.ts$", pathNot: `${src}kernel/` },
    ),
    rule(
      "tests-stay-outside",
      "Product code does not know its tests.",
      { path: src, pathNot: `\\.test(ing)?\\.ts$|${src}(testing|bench|drill)/` },
      { path: `${src}(testing|bench|drill)/`, pathNot: `${src}(bench|drill)/index\\.ts$` },
    ),
    rule(
      "apps-meet-over-http",
      "The console uses the API that integrators get.",
      { path: "^apps/([^/]+)/" },
      { path: "^apps/", pathNot: "^apps/$1/" },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules|/dist/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
