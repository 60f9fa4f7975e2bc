import { Tag } from "antd";
import { type Phase, phaseNames } from "./store-api.ts";

const colours: Readonly<Record<Phase, string>> = {
  preparing: "processing",
  open: "success",
  refit: "warning",
  closed: "default",
};

export function PhaseTag({ phase }: { phase: Phase }) {
  return <Tag color={colours[phase]}>{phaseNames[phase]}</Tag>;
}
