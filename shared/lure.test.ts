import { lureIn } from "./lure.ts";
import { USUAL_REPLIES } from "./replies.ts";

test.each([
  ["关注公众号即送 10 元券", "关注公众号即送"],
  ["关注后领红包", "关注后领"],
  ["关 注 有 礼，人人有份", "关注有礼"],
  ["关\u200b注立减 5 元", "关注立减"],
  ["需要先关注我们才能使用", "关注我们才能"],
  ["转发朋友圈送一杯", "转发朋友圈送"],
  ["集齐30个赞来店里", "集齐30个赞"],
  ["邀请三位好友关注", "邀请三位好友关注"],
  ["Follow us and get a free drink", "Follow us and get"],
])("%s is refused for %s", (text, words) => {
  expect(lureIn(text)).toContain(words);
});

test.each([
  "谢谢关注回客茶铺！给新朋友备了一张满 50 减 10 的券，24 小时内点开就能领：",
  "谢谢关注，领取会员卡请点下面",
  "下单后可以关注配送进度",
  "分享快乐，从一杯茶开始",
  "Follow the signs to the third floor",
  USUAL_REPLIES.welcome.gift.text,
  USUAL_REPLIES.welcome.plain.text,
])("%s is no lure", (text) => {
  expect(lureIn(text)).toBeUndefined();
});
