// The street comes alive: phones into their frames, posters onto the wall, scans from one to the other.
import { roleWords } from "@huike/shared/staff";
import { encodeQR } from "qr";
import type { StreetFile } from "../../seed/street-file.ts";
import { asksForTableCard } from "../steps.ts";
import { find, hush, make, say } from "./dom.ts";
import { fitPhones } from "./fit-phones.ts";
import { drawGuide } from "./guide.ts";
import { choosePhones, fill } from "./people.ts";
import { type PhoneFrame, phoneFrame } from "./phone-frame.ts";
import { hangPosters } from "./posters.ts";
import { clerkScans, memberScans } from "./scans.ts";
import { serviceAccount } from "./service-account.ts";
import { openFromRecent } from "./wechat.ts";

const LOOK_EVERY_MS = 400;
const ASK_AGAIN_MS = 1000;

const button = (id: string) => find(id, HTMLButtonElement);
const select = (id: string) => find(id, HTMLSelectElement);

function openStreet(street: StreetFile): void {
  const member = phoneFrame(find("member-glass", HTMLElement), "member", "会员手机");
  const clerk = phoneFrame(find("clerk-glass", HTMLElement), "clerk", "店员手机");
  const memberName = () => select("member-select").value;
  const wechat = serviceAccount({ phone: memberName, onLaunch: member.open, attempt });
  const scanByMember = (image: HTMLImageElement | undefined) => {
    wechat.close();
    attempt(() => memberScans(member, memberName(), image, wechat.present));
  };
  const reopenMember = (phone: string) => {
    wechat.close();
    attempt(() => reopen(member, phone));
  };

  find("brand-name", HTMLElement).textContent = `${street.brand} · Huike demo street`;
  drawDesks(street);
  const wall = hangPosters(find("posters", HTMLElement), street.posters, scanByMember);
  button("member-scans-clerk").addEventListener("click", () => scanByMember(clerk.codeImage()));
  button("clerk-scans-member").addEventListener("click", () =>
    attempt(() =>
      clerkScans(clerk, wechat.screen() ? undefined : member.codeImage(), {
        whenNotScanning: "先在店员手机上点「扫码」，再点这里",
        whenNoCode: "会员手机上还没有码：先点「出示券码」或「出示会员码」",
      }),
    ),
  );
  const chooseTableCard = setTable(street, clerk);
  choosePhones(street, select("member-select"), select("clerk-select"), {
    member: reopenMember,
    clerk: (phone) => {
      attempt(() => reopen(clerk, phone));
      chooseTableCard(phone);
    },
  });
  button("member-reopen").addEventListener("click", () => reopenMember(memberName()));
  button("member-chat").addEventListener("click", () => attempt(wechat.openChat));
  button("clerk-reopen").addEventListener("click", () => attempt(() => reopen(clerk, select("clerk-select").value)));

  const guide = drawGuide();
  const look = () => {
    const screen = clerk.screen();
    guide(wechat.screen() ?? member.screen(), screen);
    button("clerk-scans-member").classList.toggle("lit", clerk.isScanning() && !asksForTableCard(screen));
    button("clerk-scans-table-card").classList.toggle("lit", clerk.isScanning() && asksForTableCard(screen));
    button("member-scans-clerk").classList.toggle("lit", screen.hasCode);
    wall.setLabel(member.isScanning() ? "会员手机扫这张" : "用会员手机扫");
  };
  window.setInterval(look, LOOK_EVERY_MS);
  reloadOnChange([member, clerk]);
}

/** One way into the console for each who may sit there. */
function drawDesks({ phones }: StreetFile): void {
  const links = phones.desks.map(({ role, name }) => {
    const fields = { href: `/demo/console?as=${role}`, target: "_blank", rel: "noreferrer", title: name };
    return make("a", fields, roleWords[role].zh);
  });
  find("desks", HTMLElement).replaceChildren(...links);
  find("desk-row", HTMLElement).hidden = links.length === 0;
}

const reopen = async (frame: PhoneFrame, phone: string) => frame.open(await openFromRecent(phone));

/** The table card under the clerk's phone; the answer puts the clerk's own shop's there. */
function setTable(street: StreetFile, clerk: PhoneFrame): (phone: string) => void {
  const [chosen, image] = [select("table-card-select"), find("table-card-image", HTMLImageElement)];
  const draw = () => {
    const text = street.stores.find((store) => store.storeId === chosen.value)?.tableCard ?? "";
    image.src = `data:image/svg+xml,${encodeURIComponent(encodeQR(text, "svg", { border: 2 }))}`;
  };
  const names = street.stores.map(({ storeId, name }) => [storeId, name.split(" ").at(-1) ?? name] as const);
  chosen.addEventListener("change", draw);
  button("clerk-scans-table-card").addEventListener("click", () =>
    attempt(() =>
      clerkScans(clerk, image, { whenNotScanning: "先在店员手机上点「扫台卡上班」，再点这里", whenNoCode: "" }),
    ),
  );
  return (phone) => {
    fill(chosen, names, street.phones.clerks.find((one) => one.phone === phone)?.storeId);
    draw();
  };
}

/** Only `npm run dev` sends anything here: after a rebuild both phones show what was built. */
function reloadOnChange(frames: readonly PhoneFrame[]): void {
  const events = new EventSource("/dev/events");
  events.addEventListener("reload", () => {
    for (const frame of frames) frame.reload();
  });
}

function attempt(work: () => Promise<void>): void {
  hush();
  work().catch((cause: unknown) => {
    console.error(cause);
    say("假微信没有回应，请看看运行 npm start 的窗口");
  });
}

/** Seeding may still be at work when the page is opened. */
async function readStreet(): Promise<StreetFile> {
  for (;;) {
    const response = await fetch("/street/street.json").catch(() => undefined);
    if (response?.ok) return (await response.json()) as StreetFile;
    const sentence = (await response?.json().catch(() => undefined)) as { message?: { zh: string } } | undefined;
    find("hint", HTMLSpanElement).textContent = sentence?.message?.zh ?? "样板街没有回应，正在重试…";
    await new Promise((resolve) => window.setTimeout(resolve, ASK_AGAIN_MS));
  }
}

fitPhones(find("member-glass", HTMLElement));
drawGuide();
openStreet(await readStreet());
