// Whose phones lie on the street: those of the seed, and new ones the visitor of the page made.
import { roleWords } from "@huike/shared/staff";
import type { StreetFile } from "../../seed/street-file.ts";
import { make } from "./dom.ts";

const KEPT = "huike-street";
const NEW_PHONE = "+";

type Kept = { member?: string; clerk?: string; made: string[] };

function readKept(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Kept>;
    return { ...kept, made: Array.isArray(kept.made) ? kept.made : [] };
  } catch {
    return { made: [] };
  }
}

const keep = (kept: Kept) => localStorage.setItem(KEPT, JSON.stringify(kept));

/** Fills both selectors and calls back with the phone chosen, now and at each change. */
export function choosePhones(
  street: StreetFile,
  member: HTMLSelectElement,
  clerk: HTMLSelectElement,
  on: { member: (phone: string) => void; clerk: (phone: string) => void },
): void {
  const kept = readKept();
  const fillMembers = (chosen: string | undefined) =>
    fill(
      member,
      [
        ...street.phones.member.map(({ phone, name, note }) => [phone, `${name}（${note}）`] as const),
        ...kept.made.map((phone, i) => [phone, `新手机 ${i + 1}`] as const),
        [NEW_PHONE, "＋ 换一部新手机"],
      ],
      chosen,
    );
  member.addEventListener("change", () => {
    if (member.value === NEW_PHONE) {
      kept.made.push(`new-${Date.now().toString(36)}`);
      fillMembers(kept.made.at(-1));
    }
    kept.member = member.value;
    keep(kept);
    on.member(member.value);
  });
  clerk.addEventListener("change", () => {
    kept.clerk = clerk.value;
    keep(kept);
    on.clerk(clerk.value);
  });
  fillMembers(kept.member);
  const clerks = street.phones.clerks.map(
    ({ phone, name, clerkNo, storeName }) => [phone, `${clerkNo} ${name} · ${storeName.split(" ").at(-1)}`] as const,
  );
  // The yes the console waits for is said on these.
  const office = street.phones.desks.map(({ phone, name, role }) => [phone, `${roleWords[role].zh} ${name}`] as const);
  fill(clerk, [...clerks, ...office], kept.clerk);
  on.member(member.value);
  on.clerk(clerk.value);
}

export function fill(
  select: HTMLSelectElement,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): void {
  select.replaceChildren(...options.map(([value, text]) => make("option", { value }, text)));
  if (options.some(([value]) => value === chosen)) select.value = chosen ?? "";
}
