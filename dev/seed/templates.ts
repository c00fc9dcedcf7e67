// The demo's subscribe messages: as WeChat's console has them for the account, and as the operators entered them.
import type { PushRules } from "@huike/shared/push-rules";

const made = (name: string, title: string, fields: string[]) => ({
  templateId: `demo_${name}`.padEnd(43, "0"),
  title,
  fields,
});

export const templates = {
  expiring: made("expiring", "优惠券到期提醒", ["thing1", "date2"]),
  receipt: made("receipt", "消费凭证通知", ["thing1", "amount2", "time3"]),
  restock: made("restock", "到货提醒", ["thing1", "thing2"]),
} satisfies PushRules["templates"];
