// The clerk's camera for real: the very code that a member's phone draws, filmed and played through Chromium's fake
// camera into the h5 scanner. Nothing is handed over by the street; each phone has a browser of its own.
import type { Browser, Frame, Page } from "playwright-core";
import { artifact } from "./artifacts.ts";
import { CameraFilm, fakeCamera, noCamera, photoOf, printed } from "./fake-camera.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { StreetPhone } from "./street-phone.ts";

const STARTING_MS_MAX = 240_000;
const TEST_MS_MAX = 90_000;
const POSTER = "k7m2q9ra";
/** Enough of the film for many looks at it. */
const WATCHED_SECONDS = 2;

declare global {
  interface Window {
    /** Every camera that a page opened. */
    cameras?: MediaStreamTrack[];
  }
}

/** Runs in the browser, before the page. */
function noteCameras(): void {
  const cameras: MediaStreamTrack[] = [];
  window.cameras = cameras;
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    cameras.push(...stream.getTracks());
    return stream;
  };
}

const cameraStates = (phone: Frame) => phone.evaluate(() => window.cameras?.map(({ readyState }) => readyState));

describeInChromium("the clerk's camera", (launch) => {
  let stack: LocalStack;
  const browsers: Browser[] = [];

  beforeAll(async () => {
    stack = await startStack();
  }, STARTING_MS_MAX);
  afterEach(async () => {
    for (const browser of browsers.splice(0)) await browser.close();
  });
  afterAll(() => stack?.stop());

  async function openStreet(args: string[] = []): Promise<Page> {
    const browser = await launch({ args });
    browsers.push(browser);
    const page = await browser.newPage({ viewport: { width: 1680, height: 1050 }, locale: "zh-CN" });
    await page.addInitScript(noteCameras);
    await page.goto(`${stack.origin}/`);
    await page.locator(`[data-scene="${POSTER}"]`).waitFor();
    return page;
  }

  async function clerkAtTill(page: Page, name: string): Promise<{ clerk: StreetPhone; inside: Frame }> {
    await page.selectOption("#clerk-select", name);
    const clerk = new StreetPhone(page, "clerk");
    await clerk.tap("去收银台");
    await clerk.shows("扫台卡上班");
    const inside = page.frame({ name: "clerk" });
    if (!inside) throw new Error("the street has no clerk's phone");
    return { clerk, inside };
  }

  const tableCardOf = (name: string): string => {
    const clerk = stack.street.phones.clerks.find(({ phone }) => phone === name);
    if (!clerk) throw new Error(`the street has no ${name}`);
    return stack.tableCard(clerk.storeId);
  };

  async function memberShowingCoupon(): Promise<StreetPhone> {
    const page = await openStreet();
    await page.selectOption("#member-select", "+");
    const member = new StreetPhone(page, "member");
    await page.locator(`[data-scene="${POSTER}"]`).getByRole("button").click();
    await member.tap("同意协议并领取");
    await member.tap("出示券码");
    await member.has(".qr-code img");
    return member;
  }

  test(
    "sees the table card and a member's code, and nothing where there is nothing",
    async () => {
      const film = new CameraFilm();
      try {
        const page = await openStreet(film.args);
        const read: string[] = [];
        page.on("request", (request) => {
          if (request.url().endsWith("/scan-result")) read.push(request.postDataJSON().text);
        });
        const { clerk, inside } = await clerkAtTill(page, "clerk-02");

        await clerk.tap("扫台卡上班");
        const watched = (seconds: number) => (document.querySelector("video")?.currentTime ?? 0) > seconds;
        await inside.waitForFunction(watched, WATCHED_SECONDS);
        await clerk.shows("对准二维码");
        await clerk.screen.screenshot({ path: artifact("camera.png") });
        await clerk.tap("关闭");
        expect(read).toEqual([]);
        expect(await cameraStates(inside)).toEqual(["ended"]);

        film.hold(printed(tableCardOf("clerk-02")));
        await clerk.tap("扫台卡上班");
        await clerk.shows("交班");
        expect(read).toEqual([tableCardOf("clerk-02")]);

        const member = await memberShowingCoupon();
        film.hold(photoOf(await member.picture(".qr-code")));
        await clerk.tap("扫码");
        await clerk.shows("已满¥100，核销 −¥20");
        expect(read.slice(1)).toEqual([expect.stringMatching(/^9\d{17}:/)]);
        expect(await cameraStates(inside)).toEqual(["ended", "ended", "ended"]);
        await clerk.tap("已满¥100，核销 −¥20");
        await clerk.shows("核销成功");
        await member.shows("−¥20.00");
      } finally {
        film.remove();
      }
    },
    TEST_MS_MAX,
  );

  test.each([
    ["refused", "clerk-01", fakeCamera, /没有允许使用摄像头/],
    ["missing", "clerk-03", noCamera, /这里没有摄像头/],
  ])(
    "%s: says so, and the code can be typed",
    async (trouble, name, arg, sentence) => {
      const { clerk } = await clerkAtTill(await openStreet([arg]), name);
      await clerk.tap("扫台卡上班");
      await clerk.shows(sentence);
      await clerk.screen.screenshot({ path: artifact(`camera-${trouble}.png`) });
      await clerk.typeCode(tableCardOf(name));
      await clerk.shows("交班");
    },
    TEST_MS_MAX,
  );
});
