import { BellOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge, Button } from "antd";
import { useNavigate } from "react-router";
import { noticeCountQuery } from "../../pages/notices/notice-api.ts";

/** How many notices wait for oneself, and the way to them. */
export function NoticeBell() {
  const navigate = useNavigate();
  const { data } = useQuery(noticeCountQuery);
  const waiting = data ? Math.max(data.unread, data.toConfirm) : 0;
  return (
    <Badge count={waiting} size="small" offset={[-6, 6]}>
      <Button
        type="text"
        aria-label={waiting > 0 ? `通知，${waiting} 条待处理` : "通知"}
        icon={<BellOutlined />}
        onClick={() => void navigate("/notices")}
      />
    </Badge>
  );
}
