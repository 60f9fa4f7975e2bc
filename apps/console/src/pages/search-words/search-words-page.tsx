import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Select, Space, Tag, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Count, DateTime, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./search-words.module.css";

type Words = AnswerOf<"/api/v1/search-words">;
type Word = Words["items"][number];
type Draft = BodyOf<"/api/v1/search-words", "post">;
type Target = BodyOf<"/api/v1/search-words/{searchWordId}/lead", "put">["target"];

const queryKey = ["search-words"];
const states: Readonly<Record<Word["state"], { readonly text: string; readonly color: string }>> = {
  plain: { text: "常态", color: "default" },
  reserving: { text: "预约", color: "processing" },
  live: { text: "直播中", color: "error" },
};

interface Values {
  readonly kind: Word["kind"];
  readonly word: string;
  readonly zoneClass?: "A" | "B" | "C";
  readonly note?: string;
  readonly liveTitle?: string;
  readonly live?: [Dayjs, Dayjs] | null;
}

function WordForm({ word, words, onClose }: { word: Word | null; words: Words; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form);
  const isZone = kind === "brand_zone";
  const save = useAction<Values, Word>({
    run: ({ kind: of, word: text, zoneClass, note = "", liveTitle = "", live }) => {
      const body: Draft = {
        kind: of,
        word: text,
        unitId: word?.unitId ?? null,
        note,
        zoneClass: of === "brand_zone" ? (zoneClass ?? null) : null,
        liveTitle: of === "brand_zone" ? liveTitle : "",
        liveFrom: (of === "brand_zone" && live?.[0]?.toISOString()) || null,
        liveUntil: (of === "brand_zone" && live?.[1]?.toISOString()) || null,
      };
      return word
        ? answer(
            api.PUT("/api/v1/search-words/{searchWordId}", {
              params: { path: { searchWordId: word.id } },
              body: { ...body, version: word.version },
            }),
          )
        : answer(api.POST("/api/v1/search-words", { body }));
    },
    done: "已保存",
    refresh: [queryKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={word ? "修改" : "登记搜索词"}
      hint="搜一搜没有开放接口：专区在微信后台设置，这里登记它的状态和专属链接，统计它带来了什么。"
      initialValues={
        word
          ? {
              kind: word.kind,
              word: word.word,
              ...(word.zoneClass && { zoneClass: word.zoneClass }),
              note: word.note,
              liveTitle: word.liveTitle,
              live: word.liveFrom && word.liveUntil ? [dayjs(word.liveFrom), dayjs(word.liveUntil)] : null,
            }
          : { kind: "keyword" }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="类型" extra={words.kinds.find(({ code }) => code === kind)?.hint}>
        <Select options={words.kinds.map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <Form.Item
        name="word"
        label={isZone ? "搜什么词出现专区" : "词"}
        rules={[{ required: true, message: "请填写词" }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      {isZone && (
        <>
          <Form.Item name="zoneClass" label="专区级别" rules={[{ required: true, message: "请选择专区级别" }]}>
            <Select options={["A", "B", "C"].map((value) => ({ value, label: `${value} 类` }))} />
          </Form.Item>
          <Form.Item name="liveTitle" label="预告的直播">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="live" label="直播时间" extra="开播前专区显示预约，开播后显示直播中">
            <DatePicker.RangePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
        </>
      )}
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}

type ZoneMoment = Word["leads"][number]["state"];
const momentNames: Readonly<Record<ZoneMoment, string>> = {
  plain: "平时",
  reserving: "开播前（预约）",
  live: "直播中",
};

interface LeadValues {
  readonly state?: ZoneMoment;
  readonly way: "web" | "mini_program" | "none";
  readonly url?: string;
  readonly appId?: string;
  readonly page?: string;
}

function LeadForm({ word, onClose }: { word: Word; onClose: () => void }) {
  const [form] = Form.useForm<LeadValues>();
  const way = Form.useWatch("way", form);
  const save = useAction<LeadValues>({
    run: ({ state = "plain", way: by, url = "", appId = "", page = "" }) => {
      const target: Target =
        by === "web" ? { way: "web", url } : by === "mini_program" ? { way: "mini_program", appId, page } : null;
      return answer(
        api.PUT("/api/v1/search-words/{searchWordId}/lead", {
          params: { path: { searchWordId: word.id } },
          body: { target, state },
        }),
      );
    },
    done: "已保存，把专属链接填到微信后台",
    refresh: [queryKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<LeadValues>
      form={form}
      title={`「${word.word}」点开去哪里`}
      initialValues={{ way: "web", state: "plain" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {word.kind === "brand_zone" && (
        <Form.Item
          name="state"
          label="什么时候"
          extra="三个时候可以各去一处：预约时去预约页，直播中直接进直播间；没填的用平时的"
        >
          <Select
            options={(Object.keys(momentNames) as ZoneMoment[]).map((value) => ({ value, label: momentNames[value] }))}
          />
        </Form.Item>
      )}
      <Form.Item name="way" label="去处">
        <Select
          options={[
            { value: "web", label: "网页（直播、小店、文章）" },
            { value: "mini_program", label: "小程序页面" },
            { value: "none", label: "没有专属链接" },
          ]}
        />
      </Form.Item>
      {way === "web" && (
        <Form.Item name="url" label="网址" rules={[{ required: true, type: "url", message: "请填写完整网址" }]}>
          <Input placeholder="https://" />
        </Form.Item>
      )}
      {way === "mini_program" && (
        <>
          <Form.Item name="appId" label="小程序 AppID" rules={[{ required: true, message: "请填写小程序 AppID" }]}>
            <Input />
          </Form.Item>
          <Form.Item name="page" label="页面" rules={[{ required: true, message: "请填写页面" }]}>
            <Input />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

function Line({ word, words, mayWrite }: { word: Word; words: Words; mayWrite: boolean }) {
  const [opened, setOpened] = useState<"edit" | "lead" | null>(null);
  const remove = useAction({
    run: () =>
      answer(api.DELETE("/api/v1/search-words/{searchWordId}", { params: { path: { searchWordId: word.id } } })),
    done: "已移除",
    refresh: [queryKey],
  });
  const ownPath = word.leads.some(({ linkPath }) => linkPath) ? (word.zonePath ?? word.linkPath) : null;
  const address = ownPath ? `${window.location.origin}${ownPath}` : word.page && `${word.page}?fl_code=${word.linkKey}`;
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {word.kind === "topic" ? `#${word.word}` : word.word}{" "}
          <Tag>{words.kinds.find(({ code }) => code === word.kind)?.label}</Tag>
          {word.kind === "brand_zone" && (
            <>
              <Tag>{word.zoneClass} 类</Tag>
              <Tag color={states[word.state].color}>{states[word.state].text}</Tag>
            </>
          )}
        </div>
        <div className={styles.quiet}>
          {word.liveFrom && word.state !== "plain" && (
            <>
              {word.liveTitle} <DateTime value={word.liveFrom} /> ·{" "}
            </>
          )}
          访问 <Count value={word.visits} /> · 订单 <Count value={word.orders} /> · 成交 <Money fen={word.salesFen} />
        </div>
        {word.kind === "brand_zone" && word.leads.length > 0 && (
          <div className={styles.quiet}>
            {word.leads.map((lead) => `${momentNames[lead.state]} ${lead.visits} 次`).join("，")}
          </div>
        )}
        {address && (
          <Typography.Text copyable={{ text: address }} className={styles.quiet}>
            {address}
          </Typography.Text>
        )}
      </div>
      {mayWrite && (
        <Space wrap>
          <Button size="small" onClick={() => setOpened("lead")}>
            专属链接
          </Button>
          <Button size="small" onClick={() => setOpened("edit")}>
            修改
          </Button>
          <ConfirmDanger
            action="移除"
            title={`移除「${word.word}」？`}
            button={{ size: "small", type: "text" }}
            onConfirm={() => remove.mutateAsync()}
          >
            专属链接还能打开，但不再统计到这里。
          </ConfirmDanger>
        </Space>
      )}
      {opened === "edit" && <WordForm word={word} words={words} onClose={() => setOpened(null)} />}
      {opened === "lead" && <LeadForm word={word} onClose={() => setOpened(null)} />}
    </li>
  );
}

/** 搜一搜: words and zones by which the brand is found (CH-31, IN-08). */
export function Component() {
  const can = useCan();
  const mayWrite = can("content.write");
  const [isAdding, setAdding] = useState(false);
  const words = useQuery({
    queryKey,
    queryFn: ({ signal }): Promise<Words> => answer(api.GET("/api/v1/search-words", { signal })),
  });
  if (words.isError) return <ErrorState error={words.error} onRetry={() => void words.refetch()} />;
  if (!words.data) return <PageSkeleton />;
  const { items, reach, days } = words.data;
  const add = mayWrite && (
    <Button type="primary" onClick={() => setAdding(true)}>
      登记搜索词
    </Button>
  );
  return (
    <>
      <PageHeader
        title="搜一搜"
        description="品牌专区、话题和搜索词：现在显示什么，带来了多少人和成交。"
        actions={items.length > 0 && add}
      />
      <div className={styles.stack}>
        {reach && (
          <Panel title={`最近 ${days} 天从搜一搜来`}>
            <dl className={styles.figures}>
              <div>
                <dt>新关注公众号（微信标明来自搜索）</dt>
                <dd>
                  <Count value={reach.followers} />
                </dd>
              </div>
              <div>
                <dt>文章读者（微信统计来自搜一搜）</dt>
                <dd>
                  <Count value={reach.readers} />
                </dd>
              </div>
            </dl>
          </Panel>
        )}
        <Panel flush title="词与专区" hint={`访问和成交是最近 ${days} 天的，按专属链接统计`}>
          {items.length === 0 ? (
            <EmptyState compact title="还没有登记" action={add}>
              先登记品牌名的专区，填上直播预告的时间和专属链接：大促期间就知道搜索带来了多少人。
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {items.map((word) => (
                <Line key={word.id} word={word} words={words.data} mayWrite={mayWrite} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
      {isAdding && <WordForm word={null} words={words.data} onClose={() => setAdding(false)} />}
    </>
  );
}
