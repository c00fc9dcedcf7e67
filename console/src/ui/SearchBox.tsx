// The search of a list; the key / goes to it.
import { Input, type InputRef } from "antd";
import { useRef } from "react";
import { useKey } from "./use-keys";

type Props = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

export function SearchBox({ label, value, onChange }: Props) {
  const box = useRef<InputRef>(null);
  useKey("/", () => box.current?.focus());
  return (
    <Input
      ref={box}
      allowClear
      type="search"
      aria-label={label}
      placeholder={`${label}  /`}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
