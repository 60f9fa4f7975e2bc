import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Input, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchGoods, type HubGoods, productQuery, type Show } from "./hub-api.ts";
import styles from "./hubs.module.css";

const stateNames = { listed: "在售", delisted: "已下架", missing: "没有上架" } as const;

function Product({ sku, labels, onClose }: { sku: string; labels: ReadonlyMap<string, string>; onClose: () => void }) {
  const isPhone = useIsPhone();
  const product = useQuery(productQuery(sku));
  const data = product.data;
  return (
    <Drawer open title={data?.name ?? sku} size={isPhone ? "100%" : 640} onClose={onClose}>
      {product.isError && <ErrorState error={product.error} onRetry={() => void product.refetch()} />}
      {data ? (
        <>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th>阵地</th>
                  <th>上架</th>
                  <th>价格</th>
                  <th>近 30 天卖出</th>
                  <th>买家</th>
                </tr>
              </thead>
              <tbody>
                {data.listings.map((listing) => (
                  <tr key={listing.front}>
                    <td>{labels.get(listing.front) ?? listing.front}</td>
                    <td>{stateNames[listing.state]}</td>
                    <td>{listing.priceFen === null ? "—" : <Money fen={listing.priceFen} exact />}</td>
                    <td>
                      <Money fen={listing.soldFen} /> · {listing.soldPieces} 件
                    </td>
                    <td>
                      <Count value={listing.buyers} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <h3 className={styles.heading}>用到它的活动</h3>
          {data.plans.length === 0 && <p className={styles.quiet}>没有进行中的活动用到它。</p>}
          <ul className={styles.list}>
            {data.plans.map((plan) => (
              <li key={plan.id}>
                <div className={styles.main}>
                  <Link to={`/plans/${plan.id}`}>{plan.name}</Link>
                  <div className={styles.quiet}>
                    {plan.startsOn} 至 {plan.endsOn} ·{" "}
                    {plan.fronts.map((front) => labels.get(front) ?? front).join("、")}
                  </div>
                  {plan.gaps.map((gap) => (
                    <div key={gap.front} className={styles.late}>
                      {gap.reason}
                    </div>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : (
        !product.isError && <Skeleton active />
      )}
    </Drawer>
  );
}

/** Goods with what each front sells them for, and what is missing. */
export function GoodsPanel({ labels }: { labels: ReadonlyMap<string, string> }) {
  const [show, setShow] = useState<Show>("gap");
  const [q, setQ] = useState("");
  const [opened, setOpened] = useState<string | null>(null);
  const list = useCursorList<HubGoods>({
    queryKey: ["hubs", "goods", show, q],
    fetchPage: (cursor, signal) => fetchGoods(show, q, cursor, signal),
  });
  return (
    <Panel title="商品中台" hint="同一件商品在各阵地的上架、价格与近 30 天销售；门店按商品库的在售与标价算">
      <div className={styles.tools}>
        <Segmented
          aria-label="看哪些商品"
          value={show}
          onChange={setShow}
          options={[
            { value: "gap" as const, label: "有阵地没上架" },
            { value: "price" as const, label: "价格不一致" },
            { value: "all" as const, label: "全部" },
          ]}
        />
        <Input.Search allowClear placeholder="商品名、编码或条码" onSearch={setQ} className={styles.search} />
      </div>
      {list.isLoading ? (
        <Skeleton active />
      ) : list.error && list.rows.length === 0 ? (
        <ErrorState compact error={list.error} onRetry={list.retry} />
      ) : list.rows.length === 0 ? (
        <EmptyState compact title={show === "all" ? "没有商品" : "没有这样的商品"}>
          各系统通过接口 PUT /hubs/goods/listings 报来上架情况，这里就能看出哪里漏了、哪里价格不一样。
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {list.rows.map((item) => (
            <li key={item.sku}>
              <div className={styles.main}>
                <Button type="link" className={styles.link} onClick={() => setOpened(item.sku)}>
                  {item.name}
                </Button>
                <div className={styles.quiet}>
                  {item.sku}
                  {item.category && ` · ${item.category}`}
                </div>
                <div>
                  {item.listings
                    .filter(({ state }) => state !== "missing")
                    .map(({ front, state, priceFen }) => (
                      <Tag key={front} color={state === "listed" ? "success" : "default"}>
                        {labels.get(front) ?? front} {priceFen !== null && <Money fen={priceFen} />}
                      </Tag>
                    ))}
                  {item.gaps.map(({ front, reason }) => (
                    <Tag key={front} color="warning" title={reason}>
                      {labels.get(front) ?? front} 缺
                    </Tag>
                  ))}
                </div>
              </div>
              {item.lowestFen !== null && item.highestFen !== null && item.highestFen > item.lowestFen && (
                <span className={styles.late}>
                  相差 <Money fen={item.highestFen - item.lowestFen} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {list.hasMore && (
        <Button block size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          再看一些
        </Button>
      )}
      {opened !== null && <Product sku={opened} labels={labels} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
