// The strip at the top: six steps, and one sentence that says what to do now.
import { currentStep, FINISHED, hintAt, type Screen, steps } from "../steps.ts";
import { find, make } from "./dom.ts";

const FINISHED_HINT = "核销完成，两台手机都看到了结果。换一部新手机，再走一遍";

/** Draws the strip; the answer brings it up to what the phones show. */
export function drawGuide(): (member: Screen, clerk: Screen) => void {
  const items = steps.map(({ zh, en }, i) => {
    const words = make("span", {}, make("b", {}, zh), make("small", {}, en));
    return make("li", {}, make("i", {}, String(i + 1)), words);
  });
  find("steps", HTMLOListElement).replaceChildren(...items);
  const [label, hint] = [find("hint-label", HTMLElement), find("hint", HTMLSpanElement)];
  let shown = "";
  return (member, clerk) => {
    const current = currentStep(member, clerk);
    const sentence = hintAt(current, member) ?? FINISHED_HINT;
    if (`${current} ${sentence}` === shown) return;
    shown = `${current} ${sentence}`;
    items.forEach((item, i) => {
      item.className = i < current ? "done" : i === current ? "current" : "";
      if (i === current) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    label.textContent = current === FINISHED ? "完成" : "下一步";
    hint.textContent = sentence;
  };
}
