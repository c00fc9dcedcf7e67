// The root of every page: ground colour, the chain's own colours, reading size, and room for the bottom bar.
import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { useBrand } from "../state/brand-state";
import { useFontStep } from "../state/font-scale-state";
import "./brand.css";
import { brandStyle } from "./brand-style";
import "./page.css";

type Props = { readonly children: ReactNode; readonly className?: string };

export function Page({ children, className = "" }: Props) {
  const step = useFontStep((s) => s.step);
  const brand = useBrand((s) => s.brand);
  return (
    <View
      className={`page fs${step} ${brand ? "page--branded " : ""}${className}`}
      {...(brand ? { style: brandStyle(brand) } : {})}
    >
      {children}
    </View>
  );
}
