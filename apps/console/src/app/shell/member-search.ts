import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

interface FoundMember {
  readonly memberNo: number;
  readonly name: string | null;
  readonly phone: string | null;
}

/** Up to six members for the search box. */
export function useMemberSearch(text: string): readonly { key: string; label: string; note: string; to: string }[] {
  const { data } = useQuery({
    queryKey: ["members", "quick", text],
    queryFn: ({ signal }): Promise<{ items: FoundMember[] }> =>
      answer(api.GET("/api/v1/members", { signal, params: { query: { q: text, limit: 6 } } })),
    enabled: text !== "",
  });
  if (text === "" || !data) return [];
  return data.items.map((member) => ({
    key: `member-${member.memberNo}`,
    label: member.name ?? `客户 ${member.memberNo}`,
    note: member.phone ?? "",
    to: `/members/${member.memberNo}`,
  }));
}
