// The sentence for every refusal, in both languages, with what to do next. An endpoint can only
// refuse with a key of this table, so a refusal without a sentence does not compile.

export type Sentence = { readonly zh: string; readonly en: string };

export const sentences = {
  bad_request: { zh: "请求内容不对，请更新小程序后再试", en: "The request is malformed; update the app and try again" },
  signed_out: { zh: "登录已过期，请重新打开小程序", en: "Your session has ended; open the mini-program again" },
  forbidden: { zh: "你没有这个操作的权限，请联系店长", en: "You may not do this; ask your manager" },
  route_unknown: { zh: "没有这个接口，请更新小程序", en: "No such call; update the app" },
  too_large: { zh: "内容太大，请减少后再提交", en: "That is too much at once; send less" },
  unexpected: {
    zh: "系统出错了，我们已经记录，请稍后再试",
    en: "Something broke on our side and was recorded; try again later",
  },
  try_later: {
    zh: "系统繁忙，请过几秒再试，不会重复操作",
    en: "Busy; try again in a few seconds, nothing happens twice",
  },
  offline: {
    zh: "网络不通，请检查网络后再试，不会重复操作",
    en: "No network; check it and try again, nothing happens twice",
  },

  login_code_invalid: {
    zh: "登录没有成功，请关闭小程序重新打开",
    en: "Sign-in failed; close the mini-program and open it again",
  },
  wechat_blocked: {
    zh: "微信提示该账号存在风险，暂时不能使用",
    en: "WeChat blocks this account as risky; it cannot be used for now",
  },
  wechat_refused: { zh: "微信没有受理，请稍后再试", en: "WeChat did not accept the call; try again later" },

  birthday_given: {
    zh: "生日一年只能改一次，到时再来改",
    en: "A birthday can be changed once a year; come back then",
  },
  phone_unknown: {
    zh: "这位会员没有留手机号，请刷新后再看",
    en: "This member has no phone number; refresh and look again",
  },
  phone_code_invalid: {
    zh: "授权已过期，请再点一次「授权手机号」",
    en: "WeChat's answer has run out; tap the phone button once more",
  },
  phone_of_other: {
    zh: "这个手机号已经留在另一张会员卡上，请联系门店",
    en: "Another card has this phone number; ask the shop",
  },
  channel_unknown: { zh: "这张码不是我们的，看看附近门店", en: "This code is not one of ours; see the shops nearby" },
  channel_not_started: {
    zh: "这张码的活动还没开始，先看看附近门店",
    en: "This code is for later; see the shops nearby",
  },
  channel_ended: {
    zh: "这张码的活动已经结束，看看附近门店",
    en: "What this code was for has ended; see the shops nearby",
  },
  channel_retired: { zh: "这张码已停用，看看附近门店", en: "This code is no longer in use; see the shops nearby" },

  offer_unknown: { zh: "没有这个券活动，请重新扫码", en: "There is no such offer; scan the code again" },
  offer_exists: { zh: "这个编号已有另一个券活动，请换一个编号", en: "Another offer has this id; choose a new id" },
  offer_window_empty: { zh: "领取结束时间要晚于开始时间", en: "The claim window must end after it starts" },
  offer_not_open: { zh: "还没有开始领取，请到时再来", en: "Claiming has not started; come back then" },
  offer_closed: { zh: "领取已经结束，看看别的优惠", en: "Claiming has ended; see other offers" },
  offer_sold_out: { zh: "这张抢完了，看看别的优惠", en: "All gone; see other offers" },
  sold_out_today: { zh: "今天的抢完了，明天再来", en: "Today's are all gone; come back tomorrow" },
  offer_frozen: { zh: "这个券活动暂停中，过些时候再试", en: "This offer is paused for now; try again later" },
  offer_granted_only: {
    zh: "这张券只能由门店发放，不能自己领取",
    en: "This coupon is given by the shop and cannot be claimed",
  },
  level_too_low: {
    zh: "你的会员等级还不能领这张券，升级后再来",
    en: "Your level does not reach for this coupon yet; come back when it does",
  },
  daily_limit_reached: { zh: "今天已经领过了，明天再来", en: "You have taken today's already; come back tomorrow" },
  limit_reached: { zh: "你已经领到上限了，先用掉再来", en: "You have taken as many as one member may" },

  offer_shops_twice: {
    zh: "门店范围只能选一种：指定门店，或按标签",
    en: "Name shops or a tag, not both",
  },
  offer_changed: {
    zh: "这个券活动刚被别人改过，请刷新后再改",
    en: "Somebody else has just changed this offer; load it again, then change it",
  },
  offer_voided: { zh: "这个券活动已作废，不能再改，请新建一个", en: "This offer is void for good; make a new one" },
  offer_window_over: {
    zh: "领取时间已经结束，不能恢复领取，请新建一个券活动",
    en: "The claim window is over; make a new offer",
  },
  day_stock_absent: {
    zh: "这个券活动没有限制每天放出多少，要限请新建一个",
    en: "This offer has no limit a day; make a new one to have it",
  },
  stock_below_taken: {
    zh: "已经领出的比这个数多，库存不能低于已领数量",
    en: "More than that is taken already; the stock cannot go below it",
  },

  follow_reward_owner_only: {
    zh: "关注即送只能由店主开启，请改用「入会」触发",
    en: "Only the owner may reward following itself; use the trigger `join`",
  },
  follow_reward_warned: {
    zh: "微信把关注送礼视为诱导关注，可能处罚公众号；确认仍要开启请勾选知悉",
    en: "WeChat may punish rewards for following; accept the risk to go on",
  },

  coupon_unknown: { zh: "没有这张券，请重新扫会员码", en: "No such coupon; scan the member code again" },
  coupon_redeemed: { zh: "这张券已经用过了", en: "This coupon has been used" },
  coupon_voided: {
    zh: "这张券已作废，请换一张券或按原价结账",
    en: "This coupon has been cancelled; use another, or charge the full price",
  },
  coupon_given: {
    zh: "这张券正在送给朋友，请会员先取回再用",
    en: "This coupon is on its way to a friend; ask the member to take it back first",
  },
  grant_id_reused: {
    zh: "这一批发券的名单已经存过别的内容，请换一个批号",
    en: "This part of the grant holds another list; choose a new grant id",
  },
  grant_unknown: { zh: "没有这一批发券，请先上传名单", en: "There is no such grant; upload its list first" },
  grant_incomplete: { zh: "名单还没有传完，传完再发", en: "Parts of the list are missing; upload them first" },
  gift_not_allowed: { zh: "这张券不能送给朋友", en: "This coupon cannot be given away" },
  gift_id_reused: { zh: "这份礼物已经包过别的券，请重新送一次", en: "This gift holds another coupon; start again" },
  gift_unknown: { zh: "没有这份礼物，请朋友重新发一次", en: "There is no such gift; ask your friend to send it again" },
  gift_taken: { zh: "这份礼物已经被领走了", en: "Somebody has taken this gift already" },
  gift_taken_back: { zh: "朋友已经把这份礼物收回了", en: "Your friend has taken this gift back" },
  gift_over: {
    zh: "这份礼物过了 24 小时，请朋友重新发一次",
    en: "This gift is over 24 hours old; ask your friend to send it again",
  },
  gift_own: { zh: "这是你自己送出的礼物，请朋友来领", en: "This is your own gift; it is for your friend" },
  coupon_expired: { zh: "这张券已过期", en: "This coupon has expired" },
  coupon_not_yet_valid: { zh: "这张券还没到生效时间", en: "This coupon is not valid yet" },
  amount_too_low: { zh: "消费金额没到这张券的门槛", en: "The sale is below what this coupon asks" },
  store_not_covered: { zh: "这张券不能在本店使用", en: "This coupon is not for this shop" },
  not_at_this_time: {
    zh: "这张券现在这个时段不能用，请看券上的使用时间",
    en: "Not at this hour or day; see the times on the coupon",
  },
  scan_again: { zh: "请重新扫一次会员码", en: "Scan the member code again" },
  id_reused: {
    zh: "这个请求号已用于另一笔，请重新扫码核销",
    en: "This request number belongs to another redemption; scan again",
  },

  redemption_unknown: { zh: "没有找到这笔核销，请刷新后再看", en: "No such redemption; refresh and look again" },
  undo_own_coupon: {
    zh: "不能撤销自己的券，请让同事来撤销",
    en: "You cannot undo a coupon of your own; ask a colleague",
  },
  undo_not_yours: {
    zh: "这笔不是你核销的，请核销的店员或店长来撤销",
    en: "You did not redeem this one; ask the clerk who did, or the manager",
  },
  undo_too_late: {
    zh: "核销超过 10 分钟，不能自己撤销了，请店长来撤销",
    en: "More than 10 minutes have passed; ask the manager to undo it",
  },
  undo_put_away: {
    zh: "核销已超过 30 天，不能再撤销，请联系运营处理",
    en: "This redemption is more than 30 days old and stands; ask the operator",
  },
  undo_limit: {
    zh: "这张券已经撤销过 3 次，不能再撤销，请联系运营处理",
    en: "This coupon has been undone 3 times and cannot be again; ask the operator",
  },
  undo_whole_sale: {
    zh: "这张券是和别的券一起用的，请撤销整笔消费",
    en: "This coupon was used together with others; undo the whole sale",
  },

  order_differs: {
    zh: "这个消费单号已记了另一笔，请重新扫会员码",
    en: "This order number belongs to another sale; scan the member code again",
  },
  amount_needed: { zh: "只记消费要填消费金额", en: "A sale without a coupon needs its amount" },
  coupons_do_not_combine: {
    zh: "这几张券不能一起用，请只选能同用的",
    en: "These coupons may not be used together; choose others",
  },
  sale_unknown: { zh: "没有找到这笔消费，请刷新后再看", en: "No such sale; refresh and look again" },

  payment_code: { zh: "这是付款码，请会员打开会员码", en: "That is a payment code; ask for the member code" },
  not_a_member_code: { zh: "这不是会员码，请会员打开会员码", en: "That is not a member code; ask for the member code" },
  code_unknown: { zh: "查无此码，请会员刷新后再扫", en: "Code not found; ask the member to refresh it and scan again" },
  code_stale: {
    zh: "这个码已过期：截图无效，请会员现场打开会员码；若仍不行，请会员联网校准时间",
    en: "This code is out of date: screenshots do not work; ask for the live code, and if that fails, for a phone with network to set its clock",
  },
  code_in_use: {
    zh: "这个码刚被另一位店员扫过，请等 30 秒会员码刷新后再扫",
    en: "Another clerk has just scanned this code; wait 30 seconds for the next one",
  },
  own_card: { zh: "不能给自己核销，请让同事来扫", en: "You cannot serve your own card; ask a colleague" },
  too_many_attempts: { zh: "错误的码太多了，请 10 分钟后再试", en: "Too many wrong codes; try again in 10 minutes" },

  slip_off_shift: {
    zh: "登记的时间不在这个班次里，不能确认，请店长处理",
    en: "That was scanned outside this shift and cannot be confirmed; see the manager",
  },
  slip_in_future: {
    zh: "手机时间不准，请联网校准后再发送",
    en: "This phone's clock is ahead; set it, then send again",
  },
  slip_too_late: {
    zh: "登记超过 24 小时，不能再确认，请店长处理",
    en: "This is more than 24 hours old and cannot be confirmed; see the manager",
  },
  slips_full: {
    zh: "那个小时的无网络登记超出本店上限，这笔不能确认，请店长处理",
    en: "That hour's limit of the shop was used up; this cannot be confirmed; see the manager",
  },

  off_shift: { zh: "还没上班：请先扫本店台卡", en: "You are not on a shift; scan the shop's table card" },
  not_a_table_card: {
    zh: "这不是门店台卡，请扫收银台上的台卡",
    en: "That is not a table card; scan the one at the till",
  },
  not_your_store: {
    zh: "你不在这家店的店员名单里，请联系店长",
    en: "You are not on this shop's staff; ask the manager",
  },
  shift_unknown: { zh: "没有这个班次，请重新扫台卡", en: "No such shift; scan the table card again" },
  no_own_channel: { zh: "还没有你的专属码，请联系运营", en: "You have no code of your own yet; ask the operator" },

  store_unknown: { zh: "没有这家门店，请检查编号", en: "There is no such shop; check its id" },
  member_unknown: { zh: "没有这位会员，请检查会员号", en: "There is no such member; check the number" },
  staff_unknown: { zh: "没有这位店员，请先添加店员", en: "There is no such staff; add them first" },
  rank_too_high: { zh: "不能授予不低于自己的职级", en: "You cannot grant your own rank or above" },
  channel_needs_clerk: { zh: "店员渠道要写明是哪位店员", en: "A clerk's channel must name the clerk" },
  follow_codes_used_up: {
    zh: "公众号的 10 万个永久关注码都用完了，请改印小程序码，或停用不再需要的渠道",
    en: "All 100,000 permanent follow codes are in use; print a mini-program code, or retire channels you no longer need",
  },
  link_domain_missing: {
    zh: "还没有设置链接码的域名，请按部署文档设置后再印",
    en: "No domain is set for link codes; set one as the deployment guide says, then print",
  },
  channel_period_empty: { zh: "渠道的结束时间要晚于开始时间", en: "A channel's period must end after it starts" },
  program_changed: {
    zh: "积分规则刚被别人改过，请重新打开再改",
    en: "Somebody has just changed the points programme; open it again and redo your change",
  },
  brand_changed: {
    zh: "品牌设置刚被别人改过，请先看改了什么",
    en: "Somebody has just changed the brand; see what they changed first",
  },
  brand_too_faint: {
    zh: "颜色太接近，看不清：对比度要到 4.5，请换深一点的主色或浅一点的底色",
    en: "Too faint to read: contrast must reach 4.5; take a darker main colour or a lighter card",
  },
  tiers_out_of_order: {
    zh: "第一个等级要从 0 成长值开始，后面的级别和门槛要一级比一级高",
    en: "The first tier starts at 0 growth; each one after must be higher in level and in growth",
  },
  points_too_few: { zh: "积分不够，攒够了再来", en: "Not enough points yet" },
  adjust_own: {
    zh: "不能调整自己的积分，请让同事来调",
    en: "You cannot correct your own points; ask a colleague",
  },
  adjustment_exists: {
    zh: "这个编号已用于另一次调整，请重新发起",
    en: "This number belongs to another correction; start a new one",
  },
  adjustment_unknown: { zh: "没有这次调整，请检查编号", en: "No such correction; check its number" },
  adjustment_decided: {
    zh: "这次调整已经有人处理了，请刷新后再看",
    en: "Somebody has decided this correction; refresh and look again",
  },
  approve_own: {
    zh: "自己发起的调整要由另一个人批准",
    en: "A correction of your own must be approved by somebody else",
  },
  list_unknown: { zh: "没有这个名单，请先上传", en: "There is no such list; upload it first" },
  list_incomplete: { zh: "名单还没有传完，传完再用", en: "Parts of the list are missing; upload them first" },
  list_id_reused: {
    zh: "名单的这一部分已经存过别的内容，请换一个名单编号",
    en: "This part of the list holds other rows; choose a new list id",
  },
  segment_unknown: { zh: "没有这个人群，请刷新后再选", en: "There is no such segment; refresh and choose again" },
  segment_changed: {
    zh: "这个人群刚被别人改过，请刷新后再改",
    en: "Somebody else has just changed this segment; load it again, then change it",
  },
  member_tags_full: {
    zh: "一位会员最多 20 个标签，请先去掉一个",
    en: "A member carries 20 tags at most; take one away first",
  },
  campaign_unknown: { zh: "没有这个营销活动，请刷新列表", en: "There is no such campaign; refresh the list" },
  campaign_exists: {
    zh: "这个编号已有另一个营销活动，请重新新建",
    en: "Another campaign has this id; start a new one",
  },
  campaign_changed: {
    zh: "别人刚改过这个活动，请先看差异",
    en: "Somebody has just changed it; look at the difference first",
  },
  campaign_not_draft: {
    zh: "只有草稿可以改，请复制成新的活动",
    en: "Only a draft can be changed; copy it into a new campaign",
  },
  campaign_not_running: {
    zh: "这个活动现在不在进行中，请刷新后再看",
    en: "It is not under way now; refresh and look again",
  },
  campaign_over: { zh: "这个活动已经结束，请刷新后再看", en: "It is over already; refresh and look again" },
  campaign_not_rehearsed: {
    zh: "批准前要先预演这一版（24 小时内），请点「预演」",
    en: "Rehearse this version first, within 24 hours before approval",
  },
  campaign_needs_second: {
    zh: "人数或金额超过一个人能批准的上限，请另一位同事来批准",
    en: "It is more than one person may approve; ask a colleague to approve it",
  },
  campaign_time_past: { zh: "开始时间已经过去，请改一个以后的时间", en: "Its time has passed; choose a later one" },
  test_needs_consent: {
    zh: "你的手机还没有同意接收这种消息：打开小程序，在券、小票或补货提醒里点一次允许，再来测试",
    en: "Your own phone has not agreed to this message yet: allow it once in the mini-program, then test again",
  },
  test_needs_window: {
    zh: "你的微信最近 48 小时没有给公众号发过消息：先关注并发一句话，再来测试",
    en: "You have not written to the service account in the last 48 hours: follow it, say something, then test again",
  },
  test_needs_follow: {
    zh: "你的微信没有关注公众号：先关注，再来测试",
    en: "You do not follow the service account: follow it, then test again",
  },
  test_refused: {
    zh: "微信没有受理这条测试消息，请检查模板和内容",
    en: "WeChat refused this test message; check its template and its words",
  },
  subscribe_rule: {
    zh: "订阅消息不能发营销内容（微信《小程序订阅消息接口用户授权规范》），请改用发券到卡包",
    en: "WeChat's rules for subscribe messages forbid marketing; put a coupon into the wallet instead",
  },
  service_rule: {
    zh: "客服消息不能发营销内容（《微信客服消息使用规范》），请改用发券到卡包",
    en: "WeChat's rules for customer service forbid marketing; put a coupon into the wallet instead",
  },
  mass_needs_many: {
    zh: "群发一次至少要发给两个人，不能等一个人的事再发：请改时间，或换一种方式",
    en: "A mass message goes to two people at least, not on one person's occasion: choose another time or another way",
  },
  template_unknown: {
    zh: "还没有设置这个消息模板，请先在设置里填写",
    en: "This template is not set up yet; set it up first",
  },
  template_field_wrong: {
    zh: "有一项内容不符合模板的格式，请按提示修改",
    en: "One of the fields does not fit its template; correct it",
  },
  consent_id_reused: {
    zh: "这个编号已用于另一次授权，请重新操作",
    en: "This id belongs to another consent; do it again",
  },

  owner_code_wrong: {
    zh: "店主绑定码不对或已过期，请重新生成",
    en: "The owner code is wrong or has expired; make a new one",
  },
  sign_in_unknown: {
    zh: "没有这个登录码，请在电脑上刷新后再扫",
    en: "No such sign-in code; refresh the page on the computer and scan again",
  },
  sign_in_over: {
    zh: "这个登录码已失效，请在电脑上刷新后再扫",
    en: "This sign-in code is over; refresh the page on the computer and scan again",
  },
  sign_in_in_use: {
    zh: "这个登录码已被另一部手机扫过，请在电脑上刷新后再扫",
    en: "Another phone has scanned this code; refresh the page on the computer and scan again",
  },
  session_unknown: { zh: "没有这个登录，请刷新后再看", en: "No such sign-in; refresh and look again" },
  approval_needed: {
    zh: "请在手机上确认这个操作：打开回客，进收银台看「待确认」",
    en: "Confirm this on your phone: open Huike and look under 「待确认」 at the till",
  },
  approval_refused: {
    zh: "手机上没有同意，操作没有执行",
    en: "It was refused on the phone; nothing was done",
  },
  approval_over: {
    zh: "这次确认已失效，请在电脑上重新操作",
    en: "This confirmation is over; start the action again on the computer",
  },
  approval_decided: {
    zh: "这个操作已经处理过了，请在电脑上看结果",
    en: "This has been decided already; see the computer",
  },
  owner_last: {
    zh: "这是最后一位店主，不能移除，请先邀请另一位店主",
    en: "The last owner cannot leave; invite another owner first",
  },
  invite_exists: { zh: "这个邀请编号已用过，请重新邀请", en: "This invite number is taken; make a new invite" },
  invite_needs_shop: {
    zh: "店员和店长要写明是哪家店",
    en: "Name the shops of a clerk or a manager",
  },
  invite_unknown: { zh: "没有这个邀请，请对方重新出示邀请码", en: "No such invite; ask to be shown the code again" },
  invite_over: {
    zh: "这个邀请超过 24 小时了，请对方重新邀请",
    en: "This invite is over 24 hours old; ask for a new one",
  },
  invite_taken: { zh: "这个邀请已经有人接受了，请重新邀请", en: "Somebody has accepted this invite; make a new one" },
  invite_revoked: { zh: "这个邀请已被撤回，请联系邀请你的人", en: "This invite was taken back; ask who invited you" },
  invite_lapsed: {
    zh: "邀请你的人已经不能邀请这个职级，请联系店主",
    en: "Who invited you may not grant this any more; ask the owner",
  },
  invite_not_needed: {
    zh: "你已是同级或更高职级，不用接受；要换门店请联系运营",
    en: "You are of that rank or above already; to change shops, ask the operator",
  },
  report_period: {
    zh: "这个时间段不对：结束不能早于开始，也不能晚于今天，最长 400 天（门店日历 35 天）",
    en: "Not a period: it ends before it begins or after today, or is longer than 400 days (35 for shops by day)",
  },
  export_id_reused: {
    zh: "这个导出编号已用于别的表，请重新导出",
    en: "This export id names another table; export again",
  },
  export_unknown: {
    zh: "没有这次导出，或者已超过一天，请重新导出",
    en: "No such export of yours, or it is over a day old; export again",
  },
  target_month_over: {
    zh: "这个月已经过去，目标不能再改，请改这个月或以后的",
    en: "That month is over and its targets stand; change this month's or a later one's",
  },
  target_not_staff: {
    zh: "名单里有人不在这家店上班，请刷新后再设",
    en: "Somebody named does not work at this shop; reload and set them again",
  },
  setting_changed: {
    zh: "这项设置刚被别人改过，请刷新后再改",
    en: "Somebody else has just changed this setting; load it again, then change it",
  },
  text_lures: {
    zh: "微信禁止用奖励引导关注或分享，请删去这几个字",
    en: "WeChat forbids rewards for following or sharing; take these words out",
  },
  reply_too_long: {
    zh: "微信一次最多回复 2048 字节，约 600 个汉字连同链接，请写短一些",
    en: "WeChat takes 2,048 bytes a reply with its link; make it shorter",
  },
  reply_has_markup: {
    zh: "文字里不能写链接代码，请用「小程序链接」",
    en: "A link cannot be written into the text; use the link field",
  },
  reply_rule_twice: {
    zh: "有两条回复用了同一个编号，请刷新后再改",
    en: "Two replies carry one id; load the page again",
  },
  replies_too_large: {
    zh: "所有回复加起来太长，请删去一些或写短一些",
    en: "All replies together are too long; remove some or make them shorter",
  },
  wechat_secret_wrong: {
    zh: "微信不认这个 AppSecret，没有保存：到微信后台核对是不是这个账号的，或者重置后再填",
    en: "WeChat does not take this AppSecret, so it was not kept: see whether it is this account's, or reset it there",
  },
  wechat_secret_frozen: {
    zh: "这个账号的 AppSecret 被冻结，没有保存：先到微信后台解冻",
    en: "The account's AppSecret is frozen, so it was not kept: unfreeze it in WeChat's console first",
  },
  wechat_ip_not_listed: {
    zh: "服务器地址不在 IP 白名单，没有保存：先到微信后台加上这个地址",
    en: "The server's address is not on the IP whitelist, so nothing was kept: add it in WeChat's console first",
  },
  wechat_admin_must_confirm: {
    zh: "要公众号管理员先在手机上确认服务器地址，没有保存",
    en: "The account's administrator must confirm the server's address first; nothing was kept",
  },
  wechat_silent: {
    zh: "微信没有答复，试不了这个 AppSecret，没有保存：过几分钟再试",
    en: "WeChat did not answer, so the AppSecret could not be tried and was not kept: try again in some minutes",
  },
  attribution_untimely: {
    zh: "新规则要提前至少一分钟、最多一年，请换一个生效时间",
    en: "A rule begins a minute ahead at least and a year at most; choose another time",
  },
  attribution_kind_twice: {
    zh: "同一类渠道只能排一次，请去掉重复的",
    en: "A kind of channel can be ranked once only; take one out",
  },
  attribution_versions_full: {
    zh: "归属规则的版本已经用完，请联系技术支持",
    en: "All versions of the rule are used up; ask for support",
  },
  menu_name_too_long: {
    zh: "按钮名字太长：底部按钮最多 16 字节（5 个汉字），列表里最多 60 字节（20 个汉字）",
    en: "A button's name is too long: 16 bytes on the bar, 60 in a list",
  },
  menu_url_wrong: {
    zh: "网页地址要以 https:// 开头，不超过 1024 字节",
    en: "A web address must begin with https:// and take 1,024 bytes at most",
  },
  menu_rule_unknown: {
    zh: "这个按钮要回复的内容已经不在了，请重新选择",
    en: "The reply of this button is not there any more; choose another",
  },
  menu_being_published: {
    zh: "有人正在发布菜单，请过 15 秒再试",
    en: "Somebody is publishing the menu; try again in 15 seconds",
  },
  link_needs_channel: {
    zh: "打开领券页的链接要选一个渠道",
    en: "A link to an offer needs a channel",
  },
  link_channel_unknown: {
    zh: "链接里的渠道不存在，请重新选择",
    en: "The channel of a link does not exist; choose another",
  },
  owner_exists: { zh: "已经有店主了，请店主在后台添加", en: "There is an owner already; ask them to add you" },
} as const satisfies Record<string, Sentence>;

export type Refusal = keyof typeof sentences;
