import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { type Piece, type Placement, placeVariant, type Variant } from "./content-api.ts";

interface Values {
  readonly at: Dayjs;
  readonly address?: string;
  readonly workId?: string;
}

/** Says that a variant was published by hand, when and where; a video work brings its plays along. */
export function PlacementDrawer({ piece, variant, onClose }: { piece: Piece; variant: Variant; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const isVideo = variant.front === "video";
  const works = useQuery({
    queryKey: ["video-works", "for-content"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/video-works", { signal, params: { query: { limit: 100 } } })),
    enabled: isVideo,
  });
  const place = useAction<Placement, Piece>({
    run: (body) => placeVariant(piece.id, variant.front, body),
    done: "已登记",
    refresh: [["content"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={`${variant.label}已经发布`}
      hint="登记以后正文不能再改，短链接带来的访问、好友和订单记在这一端。"
      submitText="登记"
      initialValues={{
        at: dayjs(variant.outAt ?? undefined),
        address: variant.address ?? undefined,
        workId: variant.workId ?? undefined,
      }}
      onSubmit={({ at, address, workId }) =>
        place.mutateAsync({ at: at.toISOString(), address: address || null, workId: workId ?? null })
      }
      onClose={onClose}
    >
      <Form.Item name="at" label="发布时间" rules={[{ required: true, message: "请选择发布时间" }]}>
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="address" label="地址（可不填）" rules={[{ type: "url", message: "请填写完整网址" }]}>
        <Input placeholder="https://" />
      </Form.Item>
      {isVideo && (
        <Form.Item name="workId" label="是哪条作品" extra="选了作品，播放量会一起显示">
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            loading={works.isPending}
            notFoundContent="「视频号」里还没有作品"
            options={(works.data?.items ?? []).map(({ id, title, publishedAt }) => ({
              value: id,
              label: `${title}（${formatDateTime(publishedAt)}）`,
            }))}
          />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
