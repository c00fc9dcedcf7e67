// WeChat's built-in controls that must not behave like the HTML element of the same name: pack.ts renames
// `<button>` to `<wx-button>` and so on, and here each becomes a component of the framework.
import type { CodeSpace } from "glass-easel-miniprogram-adapter";

const SLOT = "__host/slot";
const fieldTemplate = (tag: "input" | "textarea") => `__host/${tag}`;

export const controlTemplates: Record<string, string> = {
  [SLOT]: "<slot/>",
  [fieldTemplate("input")]: '<input class="wx-inner"/>',
  [fieldTemplate("textarea")]: '<textarea class="wx-inner"></textarea>',
};

type Data = Record<string, unknown>;
type Paint = (element: HTMLElement, data: Data) => void;
type Compiled = Record<string, unknown>;

/** What a control takes from the template; a component of the framework drops attributes it does not declare. */
const PROPERTIES =
  `disabled type size plain loading openType formType hoverClass hoverStopPropagation hoverStartTime hoverStayTime name
  ariaLabel ariaRole src mode lazyLoad webp showMenuByLongpress value placeholder placeholderStyle placeholderClass maxlength
  focus password confirmType cursorSpacing alwaysEmbed holdKeyboard confirmHold cursor selectionStart selectionEnd
  adjustPosition lang sessionFrom sendMessageTitle sendMessagePath sendMessageImg appParameter showMessageCard businessId
  autoFocus autoHeight fixed showConfirmBar disableDefaultPadding`.split(/\s+/);

const LONGEST_BY_DEFAULT = 140;

const isOn = (value: unknown): boolean =>
  value === true || (typeof value === "string" && value !== "" && value !== "false");

function attribute(element: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null || value === "" || value === false) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

const paintButton: Paint = (element, { disabled, ariaLabel, openType, type }) => {
  attribute(element, "role", "button");
  attribute(element, "aria-disabled", isOn(disabled) ? "true" : "");
  attribute(element, "aria-label", ariaLabel);
  attribute(element, "open-type", openType);
  attribute(element, "type", type);
};

const paintImage =
  (images: Record<string, string>): Paint =>
  (element, { mode, src, ariaLabel }) => {
    const url = typeof src === "string" ? (images[src.replace(/^\//, "")] ?? src) : "";
    attribute(element, "role", "img");
    attribute(element, "aria-label", ariaLabel);
    attribute(element, "mode", mode);
    attribute(element, "data-src", url);
    element.style.backgroundImage = url ? `url("${url}")` : "";
  };

/** Which keyboard comes up. */
function fieldType(password: unknown, type: unknown): string {
  if (isOn(password)) return "password";
  return ["number", "digit", "idcard"].includes(String(type)) ? "tel" : "text";
}

const paintField =
  (tag: "input" | "textarea"): Paint =>
  (element, { value, placeholder, disabled, password, type, maxlength }) => {
    const inner = element.querySelector<HTMLInputElement>(".wx-inner");
    if (!inner) return;
    const text = String(value ?? "");
    if (inner.value !== text) inner.value = text;
    attribute(inner, "placeholder", placeholder);
    inner.disabled = isOn(disabled);
    const longest = Number(maxlength ?? LONGEST_BY_DEFAULT);
    if (longest >= 0) inner.maxLength = longest;
    if (tag !== "input") return;
    inner.type = fieldType(password, type);
    attribute(element, "type", type);
  };

type Painted = { data: Data; getBackendElement(): unknown };

/** Defines the controls in a code space whose templates were compiled together with {@link controlTemplates}. */
export function defineControls(codeSpace: CodeSpace, groups: Compiled, images: Record<string, string>): void {
  const space = codeSpace.getComponentSpace();
  const properties = Object.fromEntries(PROPERTIES.map((name) => [name, null]));
  const define = (tag: string, template: string, paint: Paint) => {
    const repaint = (caller: Painted) => {
      const element = caller.getBackendElement();
      if (element) paint(element as HTMLElement, caller.data);
    };
    const definition = space
      .define(`__host/${tag}`)
      .options({ hostNodeTagName: `wx-${tag}` })
      .template({ groupList: groups, content: groups[template] })
      .definition({
        properties,
        observers: {
          "**"() {
            repaint(this as unknown as Painted);
          },
        },
        lifetimes: {
          attached() {
            repaint(this as unknown as Painted);
          },
        },
      })
      .registerComponent();
    space.setGlobalUsingComponent(`wx-${tag}`, definition);
  };
  define("button", SLOT, paintButton);
  define("image", SLOT, paintImage(images));
  define("input", fieldTemplate("input"), paintField("input"));
  define("textarea", fieldTemplate("textarea"), paintField("textarea"));
}

type Framed = { __wxElement?: { triggerEvent(name: string, detail: unknown, options: object): void } };

/** An event of a control itself, which does not climb. */
export const triggerOn = (element: Element | null, name: string, detail: object): void =>
  (element as Framed | null)?.__wxElement?.triggerEvent(name, detail, { bubbles: false });

/** Typing in the inner HTML field becomes the control's own events, with `detail.value`. */
export function bridgeFields(within: HTMLElement): void {
  const forward = (domEvent: string, name: string, when: (event: Event) => boolean = () => true) =>
    within.addEventListener(
      domEvent,
      (event) => {
        const inner = event.target;
        if (!(inner instanceof HTMLElement) || !inner.classList.contains("wx-inner") || !when(event)) return;
        const field = inner as HTMLInputElement;
        if (domEvent === "input") event.stopPropagation();
        triggerOn(field.parentElement, name, { value: field.value, cursor: field.selectionStart ?? 0 });
      },
      true,
    );
  forward("input", "input");
  forward("focus", "focus");
  forward("blur", "blur");
  forward("keydown", "confirm", (event) => (event as KeyboardEvent).key === "Enter");
}
