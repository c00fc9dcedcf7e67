// Reads a built weapp folder and returns everything the host needs. Nothing of the build is changed but
// the names of four controls: `<button>`, `<image>`, `<input>`, `<textarea>` would otherwise become the
// HTML elements of the same name, with the browser's own rules (`disabled=""` and the like).
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { TmplGroup } from "glass-easel-template-compiler";
import type { AppConfig, TemplateProblem, Themes, UnitConfig, WeappBundle } from "./bundle.ts";
import { controlTemplates } from "./controls.ts";

const NOT_UNITS = new Set([
  "app.json",
  "project.config.json",
  "project.private.config.json",
  "sitemap.json",
  "theme.json",
]);
const IMAGE_TYPES: Record<string, string> = { ".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml" };

export function listFiles(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

const renameControls = (wxml: string): string =>
  wxml.replace(/<(\/?)(button|image|input|textarea)(?=[\s>/])/g, "<$1wx-$2");

type Warning = { message: string; startLine: number };

function compileTemplates(dist: string, files: readonly string[]): { templates: string; problems: TemplateProblem[] } {
  const group = new TmplGroup();
  const problems: TemplateProblem[] = [];
  for (const file of files) {
    const source = () => readFileSync(path.join(dist, file), "utf8");
    if (file.endsWith(".wxs")) group.addScript(file.slice(0, -4), source());
    if (!file.endsWith(".wxml")) continue;
    const warnings: Warning[] = group.addTmpl(file.slice(0, -5), renameControls(source())) ?? [];
    problems.push(...warnings.map(({ message, startLine }) => ({ file, line: startLine + 1, message })));
  }
  for (const [name, wxml] of Object.entries(controlTemplates)) group.addTmpl(name, wxml);
  const templates = group.getTmplGenObjectGroups();
  group.free();
  return { templates, problems };
}

/** Empty where the mini-program has no dark mode. */
export function readThemes(dist: string, app: AppConfig): Themes {
  if (!app.themeLocation) return { light: {}, dark: {} };
  return JSON.parse(readFileSync(path.join(dist, app.themeLocation), "utf8")) as Themes;
}

export function packWeapp(dist: string): WeappBundle {
  const files = listFiles(dist);
  const text = (file: string) => readFileSync(path.join(dist, file), "utf8");
  const table = <T>(extension: string, read: (file: string) => T, keep = (_file: string) => true): Record<string, T> =>
    Object.fromEntries(
      files
        .filter((file) => file.endsWith(extension) && keep(file))
        .map((file) => [extension === ".js" ? file : file.slice(0, -extension.length), read(file)]),
    );
  const images = files.flatMap((file) => {
    const type = IMAGE_TYPES[path.extname(file)];
    return type ? [[file, `data:${type};base64,${readFileSync(path.join(dist, file), "base64")}`] as const] : [];
  });
  const app = JSON.parse(text("app.json")) as AppConfig;
  return {
    app,
    themes: readThemes(dist, app),
    js: table(".js", text),
    units: table(
      ".json",
      (file) => JSON.parse(text(file)) as UnitConfig,
      (file) => !NOT_UNITS.has(file),
    ),
    css: table(".wxss", text),
    images: Object.fromEntries(images),
    ...compileTemplates(dist, files),
  };
}
