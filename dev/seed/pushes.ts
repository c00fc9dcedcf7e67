// What the demo's operator has at hand: kept rules, and a push that waits as a draft for its rehearsal.
import type { PutSegment } from "@huike/shared/audience-calls";
import type { PutCampaign } from "@huike/shared/campaign";
import type { RequestOf } from "@huike/shared/endpoint";
import { OFFER } from "./offers.ts";

const why = "演示数据";

type Segment = Omit<RequestOf<typeof PutSegment>, "version">;

const away: Segment = {
  segmentId: "seg_away30",
  name: "三十天没来的会员",
  rule: {
    is: "all",
    of: [
      { is: "joined", min: 30 },
      { is: "visits", days: 30, max: 0 },
    ],
  },
  tag: "久未光临",
  state: "active",
  why,
};

const unused: Segment = {
  segmentId: "seg_w1thcpn",
  name: "卡包里有券没用的",
  rule: { is: "holds", offerIds: [OFFER.welcome, OFFER.cash] },
  state: "active",
  why,
};

export const segments: readonly Segment[] = [away, unused];

export const draft: RequestOf<typeof PutCampaign> = {
  campaignId: "cmp_fr1day",
  plan: {
    name: "周五提醒：券还没用",
    audience: unused.rule,
    content: { path: "notice", kind: "promotion", title: "周末来坐坐", text: "您的卡包里还有没用的券，周末都能用。" },
    time: { when: "every", weekdays: [5], minute: 17 * 60, untilMs: Date.parse("2036-01-01T00:00:00+08:00") },
    holdOutPermille: 100,
  },
  why,
};
