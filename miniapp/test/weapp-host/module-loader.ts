// CommonJS as a mini-program has it: files of the package only, nothing of the machine around.
import { resolvePath } from "./bundle.ts";
import { answerTypeof } from "./phone-globals.ts";

type Module = { exports: unknown };
type Wrapped = (require: (name: string) => unknown, module: Module, exports: unknown) => void;

const withExtension = (name: string): string => (name.endsWith(".js") ? name : `${name}.js`);

export function createLoader(js: Record<string, string>, scope: object): (file: string) => unknown {
  const loaded = new Map<string, Module>();
  return function load(file: string): unknown {
    const before = loaded.get(file);
    if (before) return before.exports;
    const source = js[file];
    if (source === undefined) throw new Error(`module "${file}" is not defined`);
    const module: Module = { exports: {} };
    loaded.set(file, module);
    // `with` is the one construct that puts an object's names between a program and the real globals; the
    // inner function is strict, so `this` of a bare call is undefined and no global is made by accident.
    const wrapped: Wrapped = new Function(
      "scope",
      `with (scope) { return function (require, module, exports) { "use strict"; ${answerTypeof(source)}\n} }\n//# sourceURL=weapp/${file}`,
    )(scope);
    wrapped((name) => load(resolvePath(file, withExtension(name))), module, module.exports);
    return module.exports;
  };
}
