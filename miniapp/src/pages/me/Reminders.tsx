// 提醒: how many messages of each kind the member still agreed to.
import type { PushTemplate } from "@huike/shared/campaign-plan";
import { View } from "@tarojs/components";
import { useEffect } from "react";
import { refreshConsents, useConsents } from "../../state/consents";
import { Fact } from "../../ui/Fact";
import { Section } from "../../ui/Section";

const names: Record<PushTemplate, string> = { expiring: "券到期", receipt: "积分到账", restock: "补货" };

export function Reminders() {
  const left = useConsents((s) => s.templates);
  useEffect(() => void refreshConsents(), []);
  const agreed = left.filter(({ left: count }) => count > 0);
  if (agreed.length === 0) return null;
  return (
    <Section title="提醒">
      <View className="panel">
        {agreed.map(({ template, left: count }) => (
          <Fact key={template} name={names[template]} value={`还可提醒 ${count} 次`} />
        ))}
      </View>
    </Section>
  );
}
