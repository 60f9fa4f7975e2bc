import { ApiProblem } from "@feilun/api-client";
import { Button } from "antd";
import { ErrorState } from "../shared/feedback/states.tsx";
import { useLens } from "./use-lens.ts";

/** A failure of a page that obeys the lens: a unit that is gone or out of scope offers the way back to everything. */
export function LensError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { unitId, setUnitId } = useLens();
  const isLost = unitId !== null && error instanceof ApiProblem && error.status === 404;
  if (!isLost) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <ErrorState
      error={error}
      action={
        <Button type="primary" onClick={() => setUnitId(null)}>
          看我的全部范围
        </Button>
      }
    />
  );
}
