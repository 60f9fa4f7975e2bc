import { answer } from "@feilun/api-client";
import { Form, InputNumber } from "antd";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import type { Job, Jobs } from "./job-api.ts";
import { jobWords } from "./job-words.ts";

interface Values {
  minutes: number | null;
}

/** How long one statement may take: of all jobs, or of one. An empty field gives a job back to what holds for it without a word. */
export function LimitForm({ jobs, edited, onClose }: { jobs: Jobs; edited: Job | "all"; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const isAll = edited === "all";
  const save = useAction<Values, Jobs>({
    run: ({ minutes }) => {
      const { [isAll ? "" : edited.name]: _, ...others } = Object.fromEntries(
        jobs.items.flatMap((item) => (item.setMinutes === null ? [] : [[item.name, item.setMinutes] as const])),
      );
      const value = isAll
        ? { minutes: minutes ?? jobs.minutes, jobs: others }
        : { minutes: jobs.minutes, jobs: minutes === null ? others : { ...others, [edited.name]: minutes } };
      return answer(api.PUT("/api/v1/jobs/limits", { body: { value, version: jobs.version } }));
    },
    done: "已保存，十秒内对新开始的任务生效",
    refresh: [["jobs"]],
    onDone: onClose,
    quietFailure: true,
  });
  const usual = isAll ? null : (edited.ownMinutes ?? jobs.minutes);
  return (
    <FormDrawer<Values>
      form={form}
      title={isAll ? "所有任务的语句上限" : `语句上限：${jobWords[edited.name] ?? edited.name}`}
      hint="只限制一条数据库语句，不限制整个任务：任务可以由很多条语句组成。被终止的任务按通常的规则重试，并在这一页报告。"
      initialValues={{ minutes: isAll ? jobs.minutes : edited.setMinutes }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="minutes"
        label="一条语句最多"
        extra={
          usual === null
            ? "1 到 720 分钟。任务自带或单独设置的上限不受影响。"
            : `1 到 720 分钟；留空则用 ${usual} 分钟。`
        }
        rules={isAll ? [{ required: true, message: "请填写分钟数" }] : []}
      >
        <InputNumber min={1} max={720} precision={0} suffix="分钟" style={{ width: 160 }} />
      </Form.Item>
    </FormDrawer>
  );
}
