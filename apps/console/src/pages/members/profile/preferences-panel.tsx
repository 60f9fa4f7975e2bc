import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { api } from "../../../api/client.ts";
import { ErrorState } from "../../../shared/feedback/states.tsx";
import styles from "./profile.module.css";

type Preferences = AnswerOf<"/api/v1/members/{memberNo}/preferences">;
type Preferred = Preferences["browsing"]["products"][number];

function Preferred({ label, items }: { label: string; items: readonly Preferred[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {items
          .slice(0, 5)
          .map(({ code, name, times }) => `${name ?? code}（${times} 次）`)
          .join("、")}
      </dd>
    </div>
  );
}

/** What a member looks at and passes on. */
export function PreferencesPanel({ memberNo }: { memberNo: number }) {
  const preferences = useQuery({
    queryKey: ["members", "preferences", memberNo],
    queryFn: ({ signal }): Promise<Preferences> =>
      answer(api.GET("/api/v1/members/{memberNo}/preferences", { signal, params: { path: { memberNo } } })),
  });
  if (preferences.isError) {
    return <ErrorState compact error={preferences.error} onRetry={() => void preferences.refetch()} />;
  }
  if (!preferences.data || preferences.isPlaceholderData) return <Skeleton active title={false} />;
  const { browsing, sharing } = preferences.data;
  const isEmpty = [browsing.products, browsing.categories, sharing.products, sharing.contents].every(
    (items) => items.length === 0,
  );
  if (isEmpty) return <p className={styles.faint}>近来没有浏览或分享，还看不出偏好。</p>;
  return (
    <dl className={styles.facts}>
      <Preferred label="常看品类" items={browsing.categories} />
      <Preferred label="常看商品" items={browsing.products} />
      <Preferred label="分享过商品" items={sharing.products} />
      <Preferred label="分享过内容" items={sharing.contents} />
    </dl>
  );
}
