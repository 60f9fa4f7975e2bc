import { Form, Input } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { ProductSelect } from "../plans/product-select.tsx";
import { changePiece, createPiece, type Piece, type PieceDraft } from "./content-api.ts";

interface PieceFormProps {
  /** Changes this one; writes a new one without. */
  readonly piece?: Piece;
  readonly onClose: () => void;
  readonly onDone: (piece: Piece) => void;
}

/** What a piece of content is about: the same for every front. */
export function PieceForm({ piece, onClose, onDone }: PieceFormProps) {
  const [form] = Form.useForm<PieceDraft>();
  const save = useAction<PieceDraft, Piece>({
    run: (draft) => {
      const body = { ...draft, targetUrl: draft.targetUrl || null };
      return piece ? changePiece(piece.id, { ...body, version: piece.version }) : createPiece(body);
    },
    done: "已保存",
    refresh: [["content"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer
      form={form}
      title={piece ? "修改内容" : "新建内容"}
      hint="写一次主题和事实，再按每一端的习惯各写一版：朋友圈讲故事，客户群讲互动，公众号讲透，短信只说一件事。"
      submitText="保存"
      initialValues={piece ?? { skus: [] }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
      width={560}
    >
      <Form.Item name="title" label="内容名称" rules={[{ required: true, message: "请填写内容名称" }]}>
        <Input maxLength={60} placeholder="例如 端午粽子到货" />
      </Form.Item>
      <Form.Item name="theme" label="主题">
        <Input maxLength={40} placeholder="例如 节日、上新、科普" />
      </Form.Item>
      <Form.Item name="facts" label="事实和素材" extra="各端都从这里取：卖点、用法、数字、图片放在哪里">
        <Input.TextArea rows={6} maxLength={4000} showCount />
      </Form.Item>
      <Form.Item name="skus" label="相关商品">
        <ProductSelect />
      </Form.Item>
      <Form.Item
        name="targetUrl"
        label="链接指向"
        extra="每一端各有一个短链接指到这里，谁带来多少访问和订单分得清；以后换地址，已发出的链接一起换"
        rules={[{ type: "url", message: "请填写完整网址" }]}
      >
        <Input placeholder="https://" />
      </Form.Item>
    </FormDrawer>
  );
}
