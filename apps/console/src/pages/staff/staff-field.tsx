import { GuidePicker } from "../members/guide-picker.tsx";

interface StaffFieldProps {
  readonly value?: string;
  readonly onChange?: (staffId: string | undefined) => void;
  readonly placeholder?: string;
}

/** Somebody on the staff, as a field of a form. */
export function StaffField({ value, onChange, placeholder = "按姓名或工号搜索" }: StaffFieldProps) {
  return (
    <GuidePicker value={value} label={placeholder} style={{ width: "100%" }} onChange={(next) => onChange?.(next)} />
  );
}
