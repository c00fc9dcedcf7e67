import { fireEvent, screen, waitFor } from "@testing-library/dom";
import { openScanner, type Scanner } from "./scanner-overlay";

const stopped = jest.fn();
const stream = { getTracks: () => [{ stop: stopped }] };
const asked = jest.fn<Promise<unknown>, [MediaStreamConstraints]>();
/** What the browser's own detector sees in each frame; one that fails is the system's fault. */
const detect = jest.fn<Promise<{ rawValue: string }[]>, []>();

let scanner: Scanner | undefined;
const onText = jest.fn();
const onClosed = jest.fn();
const open = () => {
  scanner = openScanner(onText, onClosed);
  return scanner;
};
const type = (text: string) => {
  fireEvent.input(screen.getByLabelText("手动输入码"), { target: { value: text } });
  fireEvent.click(screen.getByText("确定"));
};
/** A few looks at the film. */
const watched = (looks: number) => waitFor(() => expect(detect.mock.calls.length).toBeGreaterThanOrEqual(looks));

beforeEach(() => {
  for (const mock of [stopped, asked, detect, onText, onClosed]) mock.mockReset();
  asked.mockResolvedValue(stream);
  detect.mockResolvedValue([]);
  Object.assign(navigator, { mediaDevices: { getUserMedia: asked } });
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ["qr_code"];
    detect = detect;
  };
  jest.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
});
afterEach(() => scanner?.close());

test("the camera at the back is asked for, and its first code is told once", async () => {
  detect.mockResolvedValueOnce([]).mockResolvedValue([{ rawValue: "912345678901234567" }]);
  open();
  await waitFor(() => expect(onText).toHaveBeenCalledWith("912345678901234567"));
  expect(asked).toHaveBeenCalledWith({ video: { facingMode: "environment" } });
  expect(detect).toHaveBeenCalledTimes(2);
  scanner?.close();
  expect(stopped).toHaveBeenCalledTimes(1);
  expect(onText).toHaveBeenCalledTimes(1);
});

test("a detector that fails leaves the frame to ours", async () => {
  const seen = jest.spyOn(HTMLVideoElement.prototype, "videoWidth", "get").mockReturnValue(0);
  detect.mockRejectedValue(new DOMException("Barcode detection service unavailable.", "NotSupportedError"));
  open();
  await watched(2);
  expect(seen).toHaveBeenCalled();
  expect(screen.getByRole("status").textContent).toBe("对准二维码");
});

test("closing lets the camera go and reads nothing more", async () => {
  let answer: (found: { rawValue: string }[]) => void = () => undefined;
  detect.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  open();
  await watched(1);
  fireEvent.click(screen.getByText("关闭"));
  expect(stopped).toHaveBeenCalled();
  expect(onClosed).toHaveBeenCalledTimes(1);
  answer([{ rawValue: "too late" }]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(onText).not.toHaveBeenCalled();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a camera that is allowed after closing is let go too", async () => {
  let allow: (given: unknown) => void = () => undefined;
  asked.mockReturnValue(new Promise((resolve) => (allow = resolve)));
  open().close();
  allow(stream);
  await waitFor(() => expect(stopped).toHaveBeenCalledTimes(1));
  expect(detect).not.toHaveBeenCalled();
});

test.each([
  ["NotAllowedError", /^没有允许使用摄像头.*输入码$/],
  ["NotFoundError", /^这里没有摄像头.*输入码$/],
  ["NotReadableError", /^摄像头打不开.*输入码$/],
])("%s: the sentence says why, and typing still works", async (name, sentence) => {
  asked.mockRejectedValue(new DOMException("", name));
  open();
  expect(await screen.findByText(sentence)).toBeTruthy();
  type("  9123 ");
  expect(onText).toHaveBeenCalledWith("9123");
});

test("an address without cameras: the sentence names the ones with", async () => {
  Object.assign(navigator, { mediaDevices: undefined });
  open();
  expect(await screen.findByText(/用不了摄像头，要用 https 或 localhost.*输入码$/)).toBeTruthy();
  type("");
  expect(screen.getByRole("status").textContent).toBe("请先输入码");
  expect(onText).not.toHaveBeenCalled();
});
