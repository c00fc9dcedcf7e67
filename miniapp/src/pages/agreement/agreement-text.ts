// What a member agrees to. A change of meaning needs a new AGREEMENT_VERSION, so that it is asked again.
import { AGREEMENT_VERSION } from "@huike/shared/member";

type Agreement = {
  readonly title: string;
  readonly version: string;
  readonly parts: readonly { readonly heading: string; readonly text: string }[];
};

export const agreements: Record<"membership" | "privacy", Agreement> = {
  membership: {
    title: "会员协议",
    version: AGREEMENT_VERSION,
    parts: [
      { heading: "加入", text: "点「同意协议并领取」即成为会员，免费，不需要手机号。不同意也可以浏览优惠和门店。" },
      {
        heading: "优惠券",
        text: "每张券的金额、门槛、门店和有效期以领取时写明的为准，领取后不会变差。每张券只能用一次，不能兑换现金；写明可以送朋友的才能送，每张只能送一次。",
      },
      {
        heading: "会员码",
        text: "会员码每 30 秒更新一次，请在收银台现场出示。不要把它发给别人：拿到有效会员码的人可以用你的券。",
      },
      { heading: "积分", text: "积分按门店公布的规则累计，不能兑换现金。" },
      {
        heading: "有问题时",
        text: "券用不了、被误用或金额不对，请在收银台当面告诉店员，或打门店电话；使用凭证上有单号，可以查到每一次使用。",
      },
      { heading: "协议变更", text: "协议有实质变化时会重新征求你的同意；不同意新协议的，已领的券仍按旧协议使用。" },
    ],
  },
  privacy: {
    title: "隐私保护指引",
    version: AGREEMENT_VERSION,
    parts: [
      {
        heading: "我们记录什么",
        text: "微信给本小程序的用户标识（openid）；你扫过的店内码和时间；你的会员号、领到和用掉的券、用券的门店、店员和金额（如有）；你自愿填的称呼、生日和手机号。",
      },
      { heading: "用来做什么", text: "发券、在收银台核对、防止一张券被用两次、统计哪些码和门店带来了会员。" },
      {
        heading: "位置",
        text: "只有你点「按距离排序」时才会请求模糊位置，用来在你的手机上排序，不上传、不保存。拒绝不影响任何功能。",
      },
      { heading: "相机", text: "只在你点扫码时打开，用来识别二维码，不保存照片。" },
      {
        heading: "称呼、生日和手机号",
        text: "只有你在「我的资料」里自己填，或点「授权手机号」并在微信里同意，我们才会有。都可以不填，不填不影响入会、领券和用券。称呼只用来让店员好称呼你；生日只记月和日，只用来在生日前后送你心意；手机号只用来让店员按手机号也能找到你的会员卡。",
      },
      { heading: "我们不要什么", text: "不要头像和通讯录；不向其他公司出售或提供你的信息。" },
      {
        heading: "保存多久",
        text: "没有加入会员的访客记录保存 180 天。会员记录保存到你要求删除为止；删除后只保留不能认出你的记账数据。称呼、生日和手机号保存到你删除它们，或删除会员记录为止。",
      },
      {
        heading: "你的权利",
        text: "称呼、生日和手机号，在「我的资料」里自己查看、更正和删除（生日一年改一次，随时能删）。其他信息要查看、更正或删除，请打门店电话，报会员号即可。",
      },
    ],
  },
};
