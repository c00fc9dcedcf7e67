// The root of every page: ground colour, reading size, and room for the bottom bar.
import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { useFontStep } from "../state/font-scale-state";
import "./page.css";

type Props = { readonly children: ReactNode; readonly className?: string };

export function Page({ children, className = "" }: Props) {
  const step = useFontStep((s) => s.step);
  return <View className={`page fs${step} ${className}`}>{children}</View>;
}
