// What the console may ask for, from a browser or from a phone.

import { AdjustPoints, DecideAdjustment, ListAdjustments } from "@huike/shared/adjustment";
import { GetApproval } from "@huike/shared/approval";
import { GetAttribution, PreviewAttribution, PutAttribution } from "@huike/shared/attribution";
import {
  CountAudience,
  GetList,
  GetSegment,
  ListLists,
  ListSegments,
  PutListChunk,
  PutSegment,
} from "@huike/shared/audience-calls";
import { ListAudit, VerifyAudit } from "@huike/shared/audit";
import { GetBrand, PutBrand } from "@huike/shared/brand";
import {
  ApproveCampaign,
  CancelCampaign,
  GetCampaign,
  ListCampaigns,
  ListDeadLetters,
  PauseCampaign,
  PutCampaign,
  RehearseCampaign,
  ResumeCampaign,
  ReviseCampaign,
  TestCampaign,
} from "@huike/shared/campaign";
import { MeasureCampaign } from "@huike/shared/campaign-result";
import { GetChainDay, ListHeld, RankClerks } from "@huike/shared/chain-day";
import { GetChannelCode, GetChannelDay, ListChannels, PutChannel } from "@huike/shared/channel";
import { EndSession, GetConsoleMe, ListSessions, SignOut } from "@huike/shared/console-session";
import { OpenSignIn, TakeSignIn } from "@huike/shared/console-sign-in";
import { PutGrantChunk, RunGrant } from "@huike/shared/grant";
import { ListInvites, MakeInvite, RevokeInvite } from "@huike/shared/invite";
import { DropMemberPhone, FindMembers, ListMembers, RevealPhone, SetTag, ShowMember } from "@huike/shared/members";
import { GetMenu, PublishMenu, PutMenu } from "@huike/shared/menu";
import { PutOffer } from "@huike/shared/offer";
import {
  CloseOffer,
  FreezeOffer,
  GetOffer,
  ListOffers,
  ReopenOffer,
  ReviseOffer,
  SetDayStock,
  SetStock,
  ThawOffer,
  VoidOffer,
} from "@huike/shared/offer-life";
import { GetProgram, PutProgram } from "@huike/shared/program";
import { GetPushRules, PutPushRules } from "@huike/shared/push-rules";
import { GetNight } from "@huike/shared/reconciliation";
import { GetReplies, PutReplies } from "@huike/shared/replies";
import { ExportReport, GetCohorts, GetExportPage, GetFunnel, GetOfferResults, GetShopDays } from "@huike/shared/report";
import { PutSlipLimits } from "@huike/shared/slip";
import { BindOwner, ListStaff, PutStaff, RemoveOwner } from "@huike/shared/staff";
import { GetStore, PutStore } from "@huike/shared/store";
import { GetReportedPlace } from "@huike/shared/store-place";
import { GetTargets, PutTargets } from "@huike/shared/target";
import { GetWechatChecks, RunWechatCheck } from "@huike/shared/wechat-checks";
import { GetWechatSecrets, PutWechatSecret } from "@huike/shared/wechat-secrets";
import { previewAttribution } from "../attribution/preview-attribution.ts";
import { describeAttribution, putAttribution } from "../attribution/put-attribution.ts";
import { showAttribution } from "../attribution/read-attribution.ts";
import { countAudience } from "../audience/count-audience.ts";
import { findMembers } from "../audience/find-members.ts";
import { listMembers } from "../audience/list-members.ts";
import { putListChunk } from "../audience/put-list-chunk.ts";
import { putSegment } from "../audience/put-segment.ts";
import { setTag } from "../audience/set-tag.ts";
import { listLists, showList } from "../audience/show-list.ts";
import { showMember } from "../audience/show-member.ts";
import { listSegments, showSegment } from "../audience/show-segments.ts";
import { walkAudience } from "../audience/walk-audience.ts";
import { listChanges } from "../audit/list-changes.ts";
import { verifyAudit } from "../audit/verify-days.ts";
import { putBrand } from "../brand/put-brand.ts";
import { showBrand } from "../brand/show-brand.ts";
import { approveCampaign, describeApproval } from "../campaign/approve-campaign.ts";
import { measureCampaign } from "../campaign/measure-run.ts";
import { putCampaign, reviseCampaign } from "../campaign/put-campaign.ts";
import { putPushRules, showPushRules } from "../campaign/put-rules.ts";
import { rehearseWith } from "../campaign/rehearse.ts";
import { listCampaigns, listDeadLetters, showCampaign } from "../campaign/show-campaign.ts";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "../campaign/steer-campaign.ts";
import { testCampaign } from "../campaign/test-campaign.ts";
import { countChainDay } from "../chain/count-chain-day.ts";
import { listHeld } from "../chain/list-held.ts";
import { rankClerks } from "../chain/rank-clerks.ts";
import { countChannelDay } from "../channel/count-channel-day.ts";
import { listChannels } from "../channel/list-channels.ts";
import { putChannel } from "../channel/put-channel.ts";
import { showChannelCode } from "../channel/show-channel-code.ts";
import { askPhone } from "../console/ask-phone.ts";
import { endSession, signOut } from "../console/end-session.ts";
import { findConsoleSession } from "../console/find-session.ts";
import { listSessions } from "../console/list-sessions.ts";
import { openSignIn } from "../console/open-sign-in.ts";
import { showApproval } from "../console/show-approval.ts";
import { showConsoleMe } from "../console/show-me.ts";
import { takeSignIn } from "../console/take-sign-in.ts";
import { putGrantChunk } from "../coupon/put-grant-chunk.ts";
import { runGrant } from "../coupon/run-grant.ts";
import { listInvites } from "../invite/list-invites.ts";
import { describeInvite, makeInvite } from "../invite/make-invite.ts";
import { revokeInvite } from "../invite/revoke-invite.ts";
import { publishMenu } from "../menu/publish-menu.ts";
import { putMenu, showMenu } from "../menu/put-menu.ts";
import { showNight } from "../nightly/show-night.ts";
import { closeOffer, reopenOffer } from "../offer/close-offer.ts";
import { freezeOffer, thawOffer } from "../offer/freeze-offer.ts";
import { putOffer } from "../offer/put-offer.ts";
import { reviseOffer } from "../offer/revise-offer.ts";
import { setDayStock } from "../offer/set-day-stock.ts";
import { setStock } from "../offer/set-stock.ts";
import { listOffers, showOffer } from "../offer/show-offers.ts";
import { describeVoid, voidOffer } from "../offer/void-offer.ts";
import type { ConsoleDoor } from "../platform/console-door.ts";
import { liveEnv } from "../platform/env.ts";
import { forBrowser, forMember, forStaff, type Route, serve } from "../platform/http.ts";
import { adjustPoints } from "../points/adjust-points.ts";
import { decideAdjustment, describeDecision } from "../points/decide-adjustment.ts";
import { listAdjustments } from "../points/list-adjustments.ts";
import { putProgram } from "../points/put-program.ts";
import { showProgram } from "../points/show-program.ts";
import { dropMemberPhone } from "../profile/drop-phone.ts";
import { revealPhone } from "../profile/reveal-phone.ts";
import { putReplies, showReplies } from "../reply/put-replies.ts";
import { describeExport, exportReport, showExportPage } from "../report/export-report.ts";
import { showCohorts } from "../report/show-cohorts.ts";
import { showFunnel } from "../report/show-funnel.ts";
import { showOfferResults } from "../report/show-offer-results.ts";
import { showShopDays } from "../report/show-shop-days.ts";
import { putSlipLimits } from "../slip/put-slip-limits.ts";
import { bindOwner } from "../staff/bind-owner.ts";
import { findStaff } from "../staff/find-staff.ts";
import { listStaff } from "../staff/list-staff.ts";
import { describeStaffChange, putStaff } from "../staff/put-staff.ts";
import { describeRemoval, removeOwner } from "../staff/remove-owner.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { putStore } from "../store/put-store.ts";
import { showReportedPlace } from "../store/report-place.ts";
import { showStore } from "../store/show-store.ts";
import { putTargets } from "../target/put-targets.ts";
import { showTargets } from "../target/show-targets.ts";
import { runWechatCheck, showWechatChecks } from "../wechat-check/run-check.ts";
import { describeWechatSecret, putWechatSecret } from "../wechat-secrets/put-wechat-secret.ts";
import { showWechatSecrets } from "../wechat-secrets/show-wechat-secrets.ts";

const calls = () => operatorRoutes.map(({ endpoint }) => endpoint);

export const operatorRoutes: readonly Route<StaffItem>[] = [
  forBrowser(OpenSignIn, openSignIn),
  forBrowser(TakeSignIn, takeSignIn),
  forBrowser(SignOut, signOut),
  forStaff(GetConsoleMe, (caller, _, env) => showConsoleMe(caller, calls(), env)),
  forStaff(ListSessions, listSessions),
  forStaff(EndSession, endSession),
  forStaff(GetApproval, showApproval),
  forMember(BindOwner, bindOwner),
  forStaff(PutStore, putStore),
  forStaff(GetStore, showStore),
  forStaff(PutSlipLimits, putSlipLimits),
  forStaff(GetReportedPlace, showReportedPlace),
  forStaff(PutStaff, putStaff, describeStaffChange),
  forStaff(ListStaff, listStaff),
  forStaff(RemoveOwner, removeOwner, describeRemoval),
  forStaff(MakeInvite, makeInvite, describeInvite),
  forStaff(ListInvites, listInvites),
  forStaff(RevokeInvite, revokeInvite),
  forStaff(PutOffer, putOffer),
  forStaff(ReviseOffer, reviseOffer),
  forStaff(SetStock, setStock),
  forStaff(SetDayStock, setDayStock),
  forStaff(CloseOffer, closeOffer),
  forStaff(ReopenOffer, reopenOffer),
  forStaff(FreezeOffer, freezeOffer),
  forStaff(ThawOffer, thawOffer),
  forStaff(VoidOffer, voidOffer, describeVoid),
  forStaff(GetOffer, showOffer),
  forStaff(ListOffers, listOffers),
  forStaff(PutGrantChunk, putGrantChunk),
  forStaff(RunGrant, runGrant),
  forStaff(PutChannel, putChannel),
  forStaff(GetChannelCode, showChannelCode),
  forStaff(GetChannelDay, countChannelDay),
  forStaff(ListChannels, listChannels),
  forStaff(GetChainDay, countChainDay),
  forStaff(RankClerks, rankClerks),
  forStaff(ListHeld, listHeld),
  forStaff(GetTargets, showTargets),
  forStaff(PutTargets, putTargets),
  forStaff(GetFunnel, showFunnel),
  forStaff(GetOfferResults, showOfferResults),
  forStaff(GetCohorts, showCohorts),
  forStaff(GetShopDays, showShopDays),
  forStaff(ExportReport, exportReport, describeExport),
  forStaff(GetExportPage, showExportPage),
  forStaff(GetProgram, showProgram),
  forStaff(PutProgram, putProgram),
  forStaff(GetBrand, showBrand),
  forStaff(PutBrand, putBrand),
  forStaff(AdjustPoints, adjustPoints),
  forStaff(DecideAdjustment, decideAdjustment, describeDecision),
  forStaff(ListAdjustments, listAdjustments),
  forStaff(GetNight, showNight),
  forStaff(ListAudit, listChanges),
  forStaff(VerifyAudit, verifyAudit),
  forStaff(CountAudience, countAudience),
  forStaff(PutListChunk, putListChunk),
  forStaff(GetList, showList),
  forStaff(ListLists, listLists),
  forStaff(PutSegment, putSegment),
  forStaff(ListSegments, listSegments),
  forStaff(GetSegment, showSegment),
  forStaff(SetTag, setTag),
  forStaff(ListMembers, listMembers),
  forStaff(FindMembers, findMembers),
  forStaff(ShowMember, showMember),
  forStaff(RevealPhone, revealPhone),
  forStaff(DropMemberPhone, dropMemberPhone),
  forStaff(PutCampaign, putCampaign),
  forStaff(ReviseCampaign, reviseCampaign),
  forStaff(RehearseCampaign, rehearseWith(walkAudience)),
  forStaff(ApproveCampaign, approveCampaign, describeApproval),
  forStaff(TestCampaign, testCampaign),
  forStaff(PauseCampaign, pauseCampaign),
  forStaff(ResumeCampaign, resumeCampaign),
  forStaff(CancelCampaign, cancelCampaign),
  forStaff(GetCampaign, showCampaign),
  forStaff(ListCampaigns, listCampaigns),
  forStaff(ListDeadLetters, listDeadLetters),
  forStaff(MeasureCampaign, measureCampaign),
  forStaff(GetPushRules, showPushRules),
  forStaff(PutPushRules, putPushRules),
  forStaff(GetAttribution, showAttribution),
  forStaff(PutAttribution, putAttribution, describeAttribution),
  forStaff(PreviewAttribution, previewAttribution),
  forStaff(GetWechatChecks, showWechatChecks),
  forStaff(RunWechatCheck, runWechatCheck),
  forStaff(GetWechatSecrets, showWechatSecrets),
  forStaff(PutWechatSecret, putWechatSecret, describeWechatSecret),
  forStaff(GetMenu, showMenu),
  forStaff(PutMenu, putMenu),
  forStaff(PublishMenu, publishMenu),
  forStaff(GetReplies, showReplies),
  forStaff(PutReplies, putReplies),
];

/** A browser's cookie is good for these calls, and for no others. */
export const consoleDoor: ConsoleDoor = { findSession: findConsoleSession, askPhone };

const env = liveEnv();
export const handler = serve({ env: () => env, routes: operatorRoutes, findStaff, console: consoleDoor });
