// How the console's question to the phone stands, and on the phone which questions there are.
import type { ApprovalState, GetApproval, ListApprovals, PendingApproval } from "@huike/shared/approval";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { APPROVALS, type ApprovalItem, approvalKey, consoleOf, readSeen } from "./console.items.ts";

export function approvalState({ st, exp }: ApprovalItem, nowMs: number): ApprovalState {
  if (st === "r") return "refused";
  if (exp <= nowMs) return "over";
  return st === "p" ? "pending" : st === "a" ? "approved" : "used";
}

export async function showApproval(
  { memberNo }: Member,
  { approvalId }: RequestOf<typeof GetApproval>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetApproval>, ErrorOf<typeof GetApproval>>> {
  const item = await getItem<ApprovalItem>(env.tables, approvalKey(memberNo, approvalId), { consistent: true });
  if (!item) return refused("approval_over");
  const serverNowMs = env.nowMs();
  const state = approvalState(item, serverNowMs);
  return ok({ approvalId, state, action: { zh: item.zh, en: item.en }, expiresAtMs: item.exp, serverNowMs });
}

export async function listApprovals(
  { memberNo }: Member,
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof ListApprovals>, ErrorOf<typeof ListApprovals>>> {
  const range = { pk: consoleOf(memberNo), from: APPROVALS, to: `${APPROVALS}~` };
  const items = await queryRange<ApprovalItem>(env.tables, range, { consistent: true });
  const approvals = items
    .filter((item) => approvalState(item, env.nowMs()) === "pending")
    .map(pendingApproval)
    .sort((a, b) => b.askedAtMs - a.askedAtMs);
  return ok({ approvals, serverNowMs: env.nowMs() });
}

const pendingApproval = (item: ApprovalItem): PendingApproval => ({
  approvalId: item.sk.slice(APPROVALS.length),
  action: { zh: item.zh, en: item.en },
  browser: readSeen(item),
  askedAtMs: item.at,
  expiresAtMs: item.exp,
});
