// What a clerk's phone may ask for.
import { DecideApproval, ListApprovals } from "@huike/shared/approval";
import { ConfirmSignIn, RefuseSignIn, ScanSignIn } from "@huike/shared/console-sign-in";
import { GetMyCode, GetToday, LookUpMember, RedeemCoupon, UndoRedemption } from "@huike/shared/counter";
import { EndShift, GetShiftSheet, ListShiftSheets } from "@huike/shared/handover";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import { SendSlip } from "@huike/shared/slip";
import { GetMe, OpenShift } from "@huike/shared/staff";
import { ReportPlace } from "@huike/shared/store-place";
import { showMyCode } from "../channel/show-my-code.ts";
import { confirmSignIn, refuseSignIn, scanSignIn } from "../console/answer-sign-in.ts";
import { decideApproval } from "../console/decide-approval.ts";
import { listApprovals } from "../console/show-approval.ts";
import { lookUpMember } from "../counter/look-up-member.ts";
import { showToday } from "../counter/show-today.ts";
import { redeemCoupon } from "../coupon/redeem.ts";
import { undoRedemption } from "../coupon/undo.ts";
import { endShift } from "../handover/end-shift.ts";
import { listSheets } from "../handover/list-sheets.ts";
import { showSheet } from "../handover/show-sheet.ts";
import { liveEnv } from "../platform/env.ts";
import { forStaff, serve } from "../platform/http.ts";
import { recordSale } from "../sale/record-sale.ts";
import { undoSale } from "../sale/undo-sale.ts";
import { sendSlip } from "../slip/send-slip.ts";
import { findStaff } from "../staff/find-staff.ts";
import { openShift } from "../staff/open-shift.ts";
import { showMe } from "../staff/show-me.ts";
import { reportPlace } from "../store/report-place.ts";

export const clerkRoutes = [
  forStaff(GetMe, showMe),
  forStaff(OpenShift, openShift),
  forStaff(EndShift, endShift),
  forStaff(GetShiftSheet, showSheet),
  forStaff(ListShiftSheets, listSheets),
  forStaff(LookUpMember, lookUpMember),
  forStaff(RedeemCoupon, redeemCoupon),
  forStaff(UndoRedemption, undoRedemption),
  forStaff(RecordSale, recordSale),
  forStaff(UndoSale, undoSale),
  forStaff(SendSlip, sendSlip),
  forStaff(GetToday, showToday),
  forStaff(GetMyCode, showMyCode),
  forStaff(ScanSignIn, scanSignIn),
  forStaff(ConfirmSignIn, confirmSignIn),
  forStaff(RefuseSignIn, refuseSignIn),
  forStaff(ListApprovals, listApprovals),
  forStaff(DecideApproval, decideApproval),
  forStaff(ReportPlace, reportPlace),
];

const env = liveEnv();
export const handler = serve({ env: () => env, routes: clerkRoutes, findStaff });
