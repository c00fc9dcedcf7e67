// Grey blocks while something is on its way, but only after 200 ms: a quick answer must not flicker.
import { View } from "@tarojs/components";
import { useEffect, useState } from "react";
import "./skeleton.css";

const LATE_MS = 200;

export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <View className="skeleton" ariaLabel="正在载入">
      {Array.from({ length: lines }, (_, i) => `line-${i}`).map((key) => (
        <View key={key} className="skeleton__line" />
      ))}
    </View>
  );
}
