import { Form, Input, InputNumber, Radio, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import {
  type AnswerFields,
  answerFeedback,
  type Feedback,
  type FeedbackFields,
  sentimentNames,
  sourceNames,
  stageNames,
  statusNames,
  writeFeedback,
} from "./feedback-api.ts";

/** Writes down what a customer said, in their words. */
export function WriteFeedback({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<FeedbackFields>();
  const write = useAction<FeedbackFields, Feedback>({
    run: (values) => writeFeedback(values),
    done: "已记录，产品负责人会答复",
    refresh: [["feedback"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<FeedbackFields>
      form={form}
      title="记录反馈"
      hint="写客户的原话；态度由你按现场判断选择。"
      submitText="记录"
      initialValues={{ source: "guide", stage: "after_launch", sentiment: "neutral" }}
      onSubmit={(values) => write.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="body" label="客户怎么说" rules={[{ required: true, min: 2, message: "请写下客户怎么说" }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="topic" label="话题" rules={[{ required: true, message: "请填写话题" }]}>
        <Input maxLength={40} placeholder="例如：包装、口味、尺码" />
      </Form.Item>
      <Form.Item name="sentiment" label="态度">
        <Radio.Group options={optionsOf(sentimentNames)} />
      </Form.Item>
      <Form.Item name="stage" label="针对哪个阶段">
        <Radio.Group options={optionsOf(stageNames)} />
      </Form.Item>
      <Form.Item name="source" label="怎么得到的">
        <Select options={optionsOf(sourceNames)} />
      </Form.Item>
      <Form.Item name="skus" label="商品编码" extra="可填多个，回车分开">
        <Select mode="tags" tokenSeparators={[",", " ", "，"]} open={false} />
      </Form.Item>
      <Form.Item name="memberNo" label="会员号" extra="填了才能把结果告诉本人">
        <InputNumber min={1} precision={0} style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}

/** The product owner's answer. */
export function AnswerFeedback({ feedback, onClose }: { feedback: Feedback; onClose: () => void }) {
  const [form] = Form.useForm<AnswerFields>();
  const save = useAction<AnswerFields, Feedback>({
    run: (values) => answerFeedback(feedback.id, values),
    done: "已答复，请门店告诉客户",
    refresh: [["feedback"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<AnswerFields>
      form={form}
      title="答复反馈"
      hint={feedback.body}
      submitText="答复"
      initialValues={{
        status: feedback.status === "open" ? "planned" : feedback.status,
        answer: feedback.answer ?? undefined,
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="status" label="结论">
        <Radio.Group
          options={(["planned", "done", "declined"] as const).map((value) => ({ value, label: statusNames[value] }))}
        />
      </Form.Item>
      <Form.Item name="answer" label="怎么处理" rules={[{ required: true, min: 2, message: "请写明怎么处理" }]}>
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
    </FormDrawer>
  );
}
