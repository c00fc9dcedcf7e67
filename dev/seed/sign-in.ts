// A phone of the demo signs in and joins, through the fake WeChat's login like any phone.
import { AGREEMENT_VERSION, GetHome, Join, OpenSession, type Session } from "@huike/shared/member";
import * as z from "zod/mini";
import { type Api, call, callOnce, patiently } from "./call.ts";

export type SignedIn = { readonly api: Api; readonly memberNo: string; readonly isStaff: boolean };

const LoginCode = z.object({ code: z.string() });

export async function signIn(origin: string, phone: string): Promise<SignedIn> {
  const session = await openSession(origin, phone);
  const api = { origin, token: session.token };
  if (session.who === "member") return { api, memberNo: await memberNoOf(api), isStaff: session.isStaff };
  const joined = await call(api, Join, { agreementVersion: AGREEMENT_VERSION });
  return { api: { origin, token: joined.session.token }, memberNo: joined.card.memberNo, isStaff: session.isStaff };
}

/** A login code is spent by the first try: when the server is not well, the next try takes a new one. */
const openSession = (origin: string, phone: string): Promise<Session> =>
  patiently(async () => {
    const answer = await fetch(`${origin}/fake-wechat/phones/${phone}/login`, { method: "POST" });
    const { code } = LoginCode.parse(await answer.json());
    return callOnce({ origin }, OpenSession, { code });
  });

async function memberNoOf(api: Api): Promise<string> {
  const { wallet } = await call(api, GetHome, {});
  if (!wallet) throw new Error("the home answer of a phone that holds nothing has no wallet");
  return wallet.card.memberNo;
}
