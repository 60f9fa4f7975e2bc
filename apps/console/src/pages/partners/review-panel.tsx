import { useQuery } from "@tanstack/react-query";
import { Form, Input, Radio, Tag } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatNumber } from "../../shared/format/number.ts";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { gainCards } from "./gain-panel.tsx";
import {
  balanceText,
  type Cooperation,
  cooperationsKey,
  type Review,
  reviewCooperation,
  verdictNames,
  vocabularyQuery,
} from "./partner-api.ts";
import styles from "./partners.module.css";

/** The review with the figures as they stood when it was written. */
export function ReviewPanel({ cooperation }: { cooperation: Cooperation }) {
  const { data } = useQuery(vocabularyQuery);
  const { review, brand } = cooperation;
  if (!review) return null;
  return (
    <Panel
      title={
        <>
          复盘{" "}
          <Tag color={review.verdict === "stop" ? "red" : review.verdict === "again" ? "green" : "gold"}>
            {verdictNames[review.verdict]}
          </Tag>
        </>
      }
      hint={`${review.by} 写于 ${formatDateTime(review.at)}；以下数据定格在那一刻，${balanceText(data, review.balance, brand)}`}
    >
      <div className={styles.stack}>
        <p className={styles.review}>{review.text}</p>
        <FigureCards plain figures={gainCards(review.figures, (_stage, count) => formatNumber(count))} />
      </div>
    </Panel>
  );
}

/** Writes the review, which freezes the figures. */
export function ReviewForm({ cooperation, onClose }: { cooperation: Cooperation; onClose: () => void }) {
  const [form] = Form.useForm<Omit<Review, "version">>();
  const save = useAction<Omit<Review, "version">, Cooperation>({
    run: (values) => reviewCooperation(cooperation.id, { ...values, version: cooperation.version }),
    done: "复盘已保存，数据已定格",
    refresh: [cooperationsKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Omit<Review, "version">>
      form={form}
      title={`复盘「${cooperation.name}」`}
      hint={`保存后数据按现在的样子定格，只能写一次。${cooperation.figures.mature90 ? "" : "90 天价值还没到期，之后的实时数字仍会更新，定格的不变。"}`}
      submitText="保存并定格数据"
      initialValues={{ verdict: "again" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="verdict" label="结论">
        <Radio.Group options={Object.entries(verdictNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item
        name="review"
        label="复盘"
        rules={[{ required: true, min: 10, message: "请写下做得好的、没做好的和下次怎么改，至少 10 个字" }]}
      >
        <Input.TextArea
          rows={10}
          maxLength={2000}
          showCount
          placeholder={"做得好的：\n没做好的：\n客群合不合适：\n谁还欠谁、怎么补：\n下次怎么改："}
        />
      </Form.Item>
    </FormDrawer>
  );
}
