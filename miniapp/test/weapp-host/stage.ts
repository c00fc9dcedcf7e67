// The component framework with everything the package brings: templates, page settings, style sheets, controls.
import * as glassEasel from "glass-easel";
import { MiniProgramEnv } from "glass-easel-miniprogram-adapter";
import type { WeappBundle } from "./bundle.ts";
import { defineControls } from "./controls.ts";
import { describe, type Log } from "./log.ts";
import type { Stage } from "./page-view.ts";
import type { Gesture } from "./person.ts";
import { browserStyle } from "./style.ts";
import type { Screen } from "./wx-device.ts";

export type StageOptions = {
  bundle: WeappBundle;
  window: HTMLElement;
  screen: Screen;
  log: Log;
  withStyles: boolean;
  /** What some calls of WeChat are allowed in only: the page's own handling of a tap. */
  gesture: Gesture;
  /** After the page has had a tap. */
  onTapped: (origin: Element) => void;
};

const NO_DEFAULT = 1; // glass-easel's EventBubbleStatus.NoDefault, a const enum that single-file compilers cannot read

/** Page code is run through this: what it throws is recorded, as WeChat does, and the page stays. */
export const guardWith =
  (log: Log): Stage["guard"] =>
  (what, act) => {
    try {
      act();
    } catch (error) {
      log.errors.push(`${what}: ${describe(error)}`);
    }
  };

function listen(context: glassEasel.CurrentWindowBackendContext, { window, gesture, onTapped }: StageOptions): void {
  context.onEvent((target, type, detail, options) => {
    const origin = (options as { originalEvent?: Event }).originalEvent?.target;
    // Every host of a document hears every DOM event: this one answers for its own window only.
    if (origin instanceof Node && !window.contains(origin)) return undefined;
    const event = new glassEasel.Event(type, detail, options);
    gesture.isTap = type === "tap";
    try {
      glassEasel.Event.dispatchEvent(target, event);
    } finally {
      gesture.isTap = false;
    }
    if (type === "tap" && origin instanceof Element) onTapped(origin);
    return event.defaultPrevented() ? NO_DEFAULT : undefined;
  });
}

export function createStage(options: StageOptions): Stage {
  const { bundle, window, screen, log, withStyles } = options;
  const env = new MiniProgramEnv();
  const codeSpace = env.createCodeSpace("main", true);
  const groups = new Function(`return ${bundle.templates}`)() as Record<string, never>;
  // Without the fallback `bindtap` on a plain element would become an attribute instead of a listener.
  for (const [path, content] of Object.entries(groups))
    codeSpace.addCompiledTemplate(path, { groupList: groups, content, fallbackListenerOnNativeNode: true });
  for (const [path, unit] of Object.entries(bundle.units)) codeSpace.addComponentStaticConfig(path, unit);
  defineControls(codeSpace, groups, bundle.images);
  const context = new glassEasel.CurrentWindowBackendContext();
  const backend = env.associateBackend(context);
  listen(context, options);
  if (withStyles)
    for (const path of Object.keys(bundle.css)) {
      codeSpace.addStyleSheet(path, `${path}.css`);
      backend.registerStyleSheetContent(`${path}.css`, browserStyle(bundle.css, path, screen.width));
    }
  return { codeSpace, backend, window, height: screen.height, log, guard: guardWith(log) };
}

/** The framework catches what listeners and lifetimes throw: it is recorded here. Returns how to stop. */
export function recordFrameworkErrors(log: Log): () => void {
  const onError: Parameters<typeof glassEasel.addGlobalErrorListener>[0] = (error, method) => {
    log.errors.push(`${method ?? "framework"}: ${describe(error)}`);
    return false;
  };
  const onWarning: Parameters<typeof glassEasel.addGlobalWarningListener>[0] = (message) => {
    log.warnings.push(message);
    return false;
  };
  glassEasel.addGlobalErrorListener(onError);
  glassEasel.addGlobalWarningListener(onWarning);
  return () => {
    glassEasel.removeGlobalErrorListener(onError);
    glassEasel.removeGlobalWarningListener(onWarning);
  };
}
