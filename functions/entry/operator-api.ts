// What operators may ask for: today what setting a chain up needs.
import { AdjustPoints, DecideAdjustment } from "@huike/shared/adjustment";
import { ListAudit, VerifyAudit } from "@huike/shared/audit";
import { GetChannelCode, GetChannelDay, PutChannel } from "@huike/shared/channel";
import { PutGrantChunk, RunGrant } from "@huike/shared/grant";
import { PutOffer } from "@huike/shared/offer";
import {
  CloseOffer,
  FreezeOffer,
  GetOffer,
  ListOffers,
  ReopenOffer,
  ReviseOffer,
  SetStock,
  ThawOffer,
  VoidOffer,
} from "@huike/shared/offer-life";
import { GetProgram, PutProgram } from "@huike/shared/program";
import { GetNight } from "@huike/shared/reconciliation";
import { PutSlipLimits } from "@huike/shared/slip";
import { BindOwner, PutStaff } from "@huike/shared/staff";
import { PutStore } from "@huike/shared/store";
import { listChanges } from "../audit/list-changes.ts";
import { verifyAudit } from "../audit/verify-days.ts";
import { countChannelDay } from "../channel/count-channel-day.ts";
import { putChannel } from "../channel/put-channel.ts";
import { showChannelCode } from "../channel/show-channel-code.ts";
import { putGrantChunk } from "../coupon/put-grant-chunk.ts";
import { runGrant } from "../coupon/run-grant.ts";
import { showNight } from "../nightly/show-night.ts";
import { closeOffer, reopenOffer } from "../offer/close-offer.ts";
import { freezeOffer, thawOffer } from "../offer/freeze-offer.ts";
import { putOffer } from "../offer/put-offer.ts";
import { reviseOffer } from "../offer/revise-offer.ts";
import { setStock } from "../offer/set-stock.ts";
import { listOffers, showOffer } from "../offer/show-offers.ts";
import { voidOffer } from "../offer/void-offer.ts";
import { liveEnv } from "../platform/env.ts";
import { forMember, forStaff, serve } from "../platform/http.ts";
import { adjustPoints } from "../points/adjust-points.ts";
import { decideAdjustment } from "../points/decide-adjustment.ts";
import { putProgram } from "../points/put-program.ts";
import { showProgram } from "../points/show-program.ts";
import { putSlipLimits } from "../slip/put-slip-limits.ts";
import { bindOwner } from "../staff/bind-owner.ts";
import { findStaff } from "../staff/find-staff.ts";
import { putStaff } from "../staff/put-staff.ts";
import { putStore } from "../store/put-store.ts";

export const operatorRoutes = [
  forMember(BindOwner, bindOwner),
  forStaff(PutStore, putStore),
  forStaff(PutSlipLimits, putSlipLimits),
  forStaff(PutStaff, putStaff),
  forStaff(PutOffer, putOffer),
  forStaff(ReviseOffer, reviseOffer),
  forStaff(SetStock, setStock),
  forStaff(CloseOffer, closeOffer),
  forStaff(ReopenOffer, reopenOffer),
  forStaff(FreezeOffer, freezeOffer),
  forStaff(ThawOffer, thawOffer),
  forStaff(VoidOffer, voidOffer),
  forStaff(GetOffer, showOffer),
  forStaff(ListOffers, listOffers),
  forStaff(PutGrantChunk, putGrantChunk),
  forStaff(RunGrant, runGrant),
  forStaff(PutChannel, putChannel),
  forStaff(GetChannelCode, showChannelCode),
  forStaff(GetChannelDay, countChannelDay),
  forStaff(GetProgram, showProgram),
  forStaff(PutProgram, putProgram),
  forStaff(AdjustPoints, adjustPoints),
  forStaff(DecideAdjustment, decideAdjustment),
  forStaff(GetNight, showNight),
  forStaff(ListAudit, listChanges),
  forStaff(VerifyAudit, verifyAudit),
];

const env = liveEnv();
export const handler = serve({ env: () => env, routes: operatorRoutes, findStaff });
