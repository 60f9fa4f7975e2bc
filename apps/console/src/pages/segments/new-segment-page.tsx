import { useSearchParams } from "react-router";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { draftOf, newGroup } from "./draft.ts";
import { useCatalogue } from "./segment-api.ts";
import { SegmentEditor } from "./segment-editor.tsx";

/** 新建人群包: from nothing, or from one of the rules to begin with. */
export function Component() {
  const [params] = useSearchParams();
  const catalogue = useCatalogue();
  const wanted = params.get("template");
  if (wanted && catalogue.isPending) return <PageSkeleton />;
  const template = catalogue.data?.templates.find(({ key }) => key === wanted);
  return (
    <SegmentEditor
      key={wanted}
      existing={null}
      start={template ? draftOf(template.rule) : newGroup()}
      name={template?.name ?? ""}
    />
  );
}
