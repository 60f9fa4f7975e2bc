import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { draftOf } from "./draft.ts";
import { segmentQuery } from "./segment-api.ts";
import { SegmentEditor } from "./segment-editor.tsx";

/** 修改人群包. */
export function Component() {
  const { segmentId = "" } = useParams();
  const segment = useQuery({ ...segmentQuery(segmentId), refetchInterval: false, refetchOnWindowFocus: false });
  if (segment.isError) return <ErrorState error={segment.error} onRetry={() => void segment.refetch()} />;
  if (!segment.data) return <PageSkeleton />;
  return <SegmentEditor key={segment.data.id} existing={segment.data} start={draftOf(segment.data.rule)} />;
}
