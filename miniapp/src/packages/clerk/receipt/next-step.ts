// What the clerk does next after a refusal. A refusal the server gains must get its step here, or this does not compile.
import type { RedeemFailure } from "../till-state";

export const nextSteps: Record<RedeemFailure, string> = {
  bad_request: "请更新小程序后重新扫码",
  signed_out: "请关闭小程序重新打开",
  forbidden: "请找店长开通权限",
  route_unknown: "请更新小程序",
  too_large: "请重新扫码",
  unexpected: "请再问一次；还不行就先记下会员号",
  try_later: "请过几秒再问一次",
  offline: "有网络后再问一次，不会重复核销",
  off_shift: "回收银台扫本店台卡，再扫会员码",
  scan_again: "请会员重新出示会员码，再扫一次",
  id_reused: "请重新扫会员码",
  order_differs: "请重新扫会员码",
  amount_needed: "请重新扫会员码，填好金额",
  coupons_do_not_combine: "请重新扫会员码，只选能同用的",
  coupon_unknown: "请会员重新出示会员码，再扫一次",
  coupon_redeemed: "请会员看看卡包里的使用凭证",
  coupon_given: "请会员在卡包里取回，再重新扫码",
  coupon_expired: "换一张券，或按原价结账",
  coupon_voided: "换一张券，或按原价结账",
  offer_frozen: "换一张券，或按原价结账；活动恢复后还能用",
  coupon_not_yet_valid: "换一张券，或到时再来",
  amount_too_low: "加购到门槛，或换一张券",
  not_at_this_time: "换一张券，或在可用时段再来",
  store_not_covered: "换一张本店能用的券",
};
