// What a member's phone may ask for.
import { GetPhoneBrand } from "@huike/shared/brand";
import { GetLanding } from "@huike/shared/channel";
import { ClaimCoupon, ListPastCoupons, TidyWallet } from "@huike/shared/coupon";
import { AcceptGift, GetGift, GiveCoupon, TakeBackGift } from "@huike/shared/gift";
import { AcceptInvite, ReadInvite } from "@huike/shared/invite";
import { GetHome, Join, OpenSession, ReadNote, RecordTouch } from "@huike/shared/member";
import { GetPoints } from "@huike/shared/points-log";
import { DropPhone, GetProfile, GivePhone, PutBirthday, PutName } from "@huike/shared/profile";
import { GetConsentTemplates, KeepConsent } from "@huike/shared/push-rules";
import { ListStores } from "@huike/shared/store";
import { showPhoneBrand } from "../brand/show-brand.ts";
import { keepConsent, listConsentTemplates } from "../campaign/keep-consent.ts";
import { readNote } from "../campaign/read-note.ts";
import { showLanding } from "../channel/show-landing.ts";
import { acceptGift } from "../coupon/accept-gift.ts";
import { claimCoupon } from "../coupon/claim.ts";
import { giveCoupon, takeBackGift } from "../coupon/give.ts";
import { listPastCoupons } from "../coupon/list-past.ts";
import { showGift } from "../coupon/show-gift.ts";
import { tidyWallet } from "../coupon/tidy.ts";
import { acceptInvite } from "../invite/accept-invite.ts";
import { showInvite } from "../invite/show-invite.ts";
import { join } from "../member/join.ts";
import { showHome } from "../member/show-home.ts";
import { liveEnv } from "../platform/env.ts";
import { forAnyone, forGuest, forMember, serve } from "../platform/http.ts";
import { reachTable } from "../platform/reach-table.ts";
import { showPoints } from "../points/show-points.ts";
import { dropPhone } from "../profile/drop-phone.ts";
import { givePhone } from "../profile/give-phone.ts";
import { putBirthday } from "../profile/put-birthday.ts";
import { putName } from "../profile/put-name.ts";
import { showProfile } from "../profile/show-profile.ts";
import { openMemberSession } from "../session/open-session.ts";
import { recordTouch } from "../session/record-touch.ts";
import { listStores } from "../store/list-stores.ts";

export const memberRoutes = [
  forAnyone(OpenSession, openMemberSession),
  forAnyone(GetLanding, showLanding),
  forAnyone(ListStores, listStores),
  forAnyone(GetPhoneBrand, showPhoneBrand),
  forGuest(RecordTouch, recordTouch),
  forGuest(Join, join),
  forMember(GetHome, showHome),
  forMember(ClaimCoupon, claimCoupon),
  forMember(GetPoints, showPoints),
  forMember(GetConsentTemplates, listConsentTemplates),
  forMember(KeepConsent, keepConsent),
  forMember(ReadNote, readNote),
  forMember(TidyWallet, tidyWallet),
  forMember(ListPastCoupons, listPastCoupons),
  forMember(GetProfile, showProfile),
  forMember(PutName, putName),
  forMember(PutBirthday, putBirthday),
  forMember(GivePhone, givePhone),
  forMember(DropPhone, dropPhone),
  forGuest(GetGift, showGift),
  forMember(GiveCoupon, giveCoupon),
  forMember(TakeBackGift, takeBackGift),
  forMember(AcceptGift, acceptGift),
  forGuest(ReadInvite, showInvite),
  forMember(AcceptInvite, acceptInvite),
];

const env = liveEnv();
export const handler = serve({ env: () => env, routes: memberRoutes, health: reachTable });
