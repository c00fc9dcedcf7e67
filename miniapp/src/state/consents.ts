// Messages the member may be asked for. WeChat gives one message for each yes; after a no nothing is asked for thirty days.
import type { PushTemplate } from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { GetConsentTemplates, KeepConsent } from "@huike/shared/push-rules";
import { create } from "zustand";
import { call } from "../api/call";
import { isDefinite, keptIn, makeId, type Slot, sendKept } from "../api/kept-id";
import { readStored, store } from "../platform/storage";
import { askToSubscribe } from "../platform/subscribe";
import { isMember, serverNowMs, useSession } from "./session-state";

export type ConsentTemplate = ResponseOf<typeof GetConsentTemplates>["templates"][number];

type ConsentState = {
  readonly templates: readonly ConsentTemplate[];
  readonly silentUntilMs: Readonly<Partial<Record<PushTemplate, number>>>;
};

const SILENT_KEY = "consents-silent-until-ms";
/** After a no, and between two asks for a phone number. */
export const SILENT_DAYS = 30;

export const useConsents = create<ConsentState>(() => ({ templates: [], silentUntilMs: readSilence() }));

function readSilence(): ConsentState["silentUntilMs"] {
  const kept = readStored(SILENT_KEY);
  return typeof kept === "object" && kept !== null ? (kept as ConsentState["silentUntilMs"]) : {};
}

/** Which messages there are, and how many of each are left. Asked where one may be shown, never on the way to a code. */
export async function refreshConsents(): Promise<void> {
  if (!isMember(useSession.getState().session)) return;
  await sendLeftOver();
  const answer = await call(GetConsentTemplates, {});
  if (answer.ok) useConsents.setState({ templates: answer.value.templates });
}

export const mayBeAsked = ({ silentUntilMs }: ConsentState, template: PushTemplate): boolean =>
  serverNowMs() >= (silentUntilMs[template] ?? 0);

export type ConsentAnswer = "accepted" | "refused" | "not_asked";

/** In a tap: WeChat's window is the first thing it does. */
export async function askConsent({ template, templateId }: ConsentTemplate): Promise<ConsentAnswer> {
  const asked = await askToSubscribe(templateId);
  if (asked === "failed") return "not_asked";
  if (asked !== "accept") {
    keepSilent(template);
    return "refused";
  }
  // What WeChat was told cannot be told again: one that is not heard of now is sent when the phone asks next.
  const make = async () => ({ consentId: await makeId("consent") });
  const kept = await sendKept(slotOf(template), make, keepIt(template));
  if (kept.ok) countOne(template);
  return "accepted";
}

function countOne(template: PushTemplate): void {
  const { templates } = useConsents.getState();
  useConsents.setState({
    templates: templates.map((one) => (one.template === template ? { ...one, left: one.left + 1 } : one)),
  });
}

function keepSilent(template: PushTemplate): void {
  const silentUntilMs = {
    ...useConsents.getState().silentUntilMs,
    [template]: serverNowMs() + SILENT_DAYS * DAY_MS,
  };
  store(SILENT_KEY, silentUntilMs);
  useConsents.setState({ silentUntilMs });
}

type Kept = { readonly consentId: string };

const slotOf = (template: PushTemplate): Slot<Kept> => ({
  key: `consent-${template}`,
  read: (stored) => {
    const parsed = KeepConsent.request.safeParse({ ...(stored as object | undefined), accepted: [template] });
    return parsed.success ? { consentId: parsed.data.consentId } : undefined;
  },
});

const keepIt =
  (template: PushTemplate) =>
  ({ consentId }: Kept) =>
    call(KeepConsent, { consentId, accepted: [template] });

async function sendLeftOver(): Promise<void> {
  for (const template of ["expiring", "receipt", "restock"] as const) {
    const slot = slotOf(template);
    const kept = keptIn(slot);
    if (!kept) continue;
    const answer = await sendKept(slot, () => kept, keepIt(template));
    if (!isDefinite(answer)) return;
  }
}
