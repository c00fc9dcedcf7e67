// The person who holds the phone: what they point the camera at, and how they answer WeChat's own dialogs.
import { WxFailure } from "./wx-call.ts";

export type ModalAnswer = { confirm: boolean; content?: string };

export type Person = {
  /** Answers `wx.showModal`; `editable` ones want `content`. */
  answerModal: (options: Record<string, unknown>) => ModalAnswer | Promise<ModalAnswer>;
  /** Answers `wx.showActionSheet`: the line tapped, or -1 for 取消. */
  chooseLine: (lines: readonly string[]) => number;
  /** Answers WeChat's own privacy window, shown where the mini-program has none of its own. */
  agreesToPrivacy: boolean;
  /** Answers the window that asks for subscribe messages. */
  wantsMessages: boolean;
  /** Answers the window of the phone button. */
  givesNumber: boolean;
};

/** Whether page code runs within a tap right now. */
export type Gesture = { isTap: boolean };

export const agreeablePerson = (): Person => ({
  answerModal: () => ({ confirm: true }),
  chooseLine: () => 0,
  agreesToPrivacy: true,
  wantsMessages: true,
  givesNumber: true,
});

/** The camera of `wx.scanCode`: it stays open until something is held before it, or the person closes it. */
export class Camera {
  readonly #held: string[] = [];
  #open: { resolve: (text: string) => void; reject: (error: Error) => void } | undefined;

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Holds a code before the camera, now or as soon as it opens. */
  hold(text: string): void {
    if (!this.#open) {
      this.#held.push(text);
      return;
    }
    this.#open.resolve(text);
    this.#open = undefined;
  }

  close(): void {
    this.#open?.reject(new WxFailure("cancel"));
    this.#open = undefined;
  }

  read(): Promise<string> {
    const text = this.#held.shift();
    if (text !== undefined) return Promise.resolve(text);
    return new Promise((resolve, reject) => {
      this.#open = { resolve, reject };
    });
  }
}
