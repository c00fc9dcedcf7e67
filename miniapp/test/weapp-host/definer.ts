// Runs the files of pages and components the first time one is needed, and hands `Page`, `Component` and
// `Behavior` to the file being run, as the framework wants them tied to one path.
import type { CodeSpace, ComponentEnv } from "glass-easel-miniprogram-adapter";
import { resolvePath, type WeappBundle } from "./bundle.ts";

type Kind = "Page" | "Component" | "Behavior";
type Register = (definition: unknown) => unknown;

export class Definer {
  readonly #bundle: WeappBundle;
  readonly #codeSpace: CodeSpace;
  readonly #defined = new Set<string>();
  #env: ComponentEnv | undefined;

  constructor(bundle: WeappBundle, codeSpace: CodeSpace) {
    this.#bundle = bundle;
    this.#codeSpace = codeSpace;
  }

  readonly registrars: Record<Kind, Register> = {
    Page: (definition) => this.#register("Page", definition),
    Component: (definition) => this.#register("Component", definition),
    Behavior: (definition) => this.#register("Behavior", definition),
  };

  define(path: string, load: (file: string) => unknown): void {
    if (this.#defined.has(path)) return;
    this.#defined.add(path);
    const { usingComponents = {} } = this.#bundle.units[path] ?? {};
    for (const used of Object.values(usingComponents)) this.define(resolvePath(path, used), load);
    this.#codeSpace.componentEnv(path, (env) => {
      const before = this.#env;
      this.#env = env;
      try {
        load(`${path}.js`);
      } finally {
        this.#env = before;
      }
    });
  }

  #register(kind: Kind, definition: unknown): unknown {
    if (!this.#env) throw new Error(`${kind}() outside of a page or component file`);
    return (this.#env[kind] as Register)(definition);
  }
}
