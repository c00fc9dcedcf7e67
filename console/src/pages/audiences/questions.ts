// The questions an operator picks from, each beginning with what is asked most.
import type { Question } from "./rule-tree";

/** 「30 天未到」 is a question about visits, but nobody thinks of it as one. */
export type Asked = Question["is"] | "absent";

export const beginnings: Readonly<Record<Asked, Question>> = {
  visits: { is: "visits", days: 30, min: 2 },
  absent: { is: "visits", days: 30, max: 0 },
  holds: { is: "holds", offerIds: [] },
  spent: { is: "spent", days: 90, min: 50_000 },
  sales: { is: "sales", days: 90, min: 3 },
  used: { is: "used", offerIds: [], days: 90 },
  joined: { is: "joined", max: 30 },
  birthday: { is: "birthday", max: 7 },
  level: { is: "level", min: 2 },
  points: { is: "points", min: 1_000 },
  tag: { is: "tag", tags: [] },
  store: { is: "store", storeIds: [] },
  clerk: { is: "clerk", memberNos: [] },
  city: { is: "city", cities: [] },
  channel: { is: "channel", scenes: [] },
  channel_kind: { is: "channel_kind", kinds: [] },
  consent: { is: "consent", template: "expiring", min: 1 },
  in_list: { is: "in_list", listId: "" },
};

export const askable = Object.keys(beginnings) as Asked[];

export const askedBy = (question: Question): Asked =>
  question.is === "visits" && question.max === 0 && question.min === undefined ? "absent" : question.is;
