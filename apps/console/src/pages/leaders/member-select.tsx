import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "../../api/client.ts";

interface MemberSelectProps {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (memberNo: number | null) => void;
  readonly placeholder?: string;
}

interface Found {
  readonly memberNo: number;
  readonly name: string | null;
  readonly phone: string | null;
}

/** One customer, found by name, phone or card number. */
export function MemberSelect({ id, value, onChange, placeholder = "按姓名、手机号或卡号查找" }: MemberSelectProps) {
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ["members", "pick", text],
    queryFn: ({ signal }): Promise<{ items: Found[] }> =>
      answer(api.GET("/api/v1/members", { signal, params: { query: { q: text, limit: 20 } } })),
    enabled: text.length > 1,
  });
  return (
    <Select
      id={id}
      allowClear
      style={{ width: "100%" }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      placeholder={placeholder}
      notFoundContent={text.length > 1 ? `没有找到「${text}」` : "输入两个字以上"}
      value={value ?? undefined}
      options={(found.data?.items ?? []).map((member) => ({
        value: member.memberNo,
        label: [member.name ?? `客户 ${member.memberNo}`, member.phone].filter(Boolean).join(" "),
      }))}
      onChange={(next: number | undefined) => onChange?.(next ?? null)}
    />
  );
}
