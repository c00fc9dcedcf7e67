// The life of the app as a whole: the object given to `App({…})`, how it was started and last entered, and
// what WeChat tells it. Pages have lives of their own (page-view.ts).
import type { PageStack } from "./page-stack.ts";
import type { Stage } from "./page-view.ts";
import { copyOf, type Launch } from "./phone-link.ts";
import { Listeners } from "./wx-call.ts";

type Lifetime = "onLaunch" | "onShow" | "onHide";
type Methods = Partial<Record<Lifetime, (launch?: Launch) => void>>;

const SCENE_ICON = 1001;

function pageUrl({ path, query }: Launch): string {
  const search = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return search.length > 0 ? `/${path}?${search.join("&")}` : `/${path}`;
}

export class AppLife {
  readonly shown = new Listeners<Launch>();
  readonly hidden = new Listeners<undefined>();
  readonly #home: Launch;
  readonly #guard: Stage["guard"];
  #methods: Methods = {};
  #first: Launch;
  #last: Launch;

  constructor(homePath: string, guard: Stage["guard"]) {
    this.#home = this.#first = this.#last = { path: homePath, query: {}, scene: SCENE_ICON };
    this.#guard = guard;
  }

  /** What page code is given. */
  readonly given = {
    App: (methods: Methods): void => {
      this.#methods = methods;
    },
    getApp: (): Methods => this.#methods,
  };

  /** What `wx` is given. */
  readonly api = {
    getLaunchOptionsSync: () => copyOf(this.#first),
    getEnterOptionsSync: () => copyOf(this.#last),
    onAppShow: this.shown.on,
    offAppShow: this.shown.off,
    onAppHide: this.hidden.on,
    offAppHide: this.hidden.off,
  };

  launch(launch: Partial<Launch>, pages: PageStack, loadApp: () => void): void {
    this.#first = this.#last = { ...this.#home, ...launch };
    this.#guard("app.js", loadApp);
    this.#tell("onLaunch", this.#last);
    this.#tell("onShow", this.#last);
    this.#guard("first page", () => pages.reLaunch(pageUrl(this.#last)));
  }

  enter(launch: Partial<Launch> | undefined, pages: PageStack): void {
    if (launch) this.#last = { ...this.#home, ...launch };
    this.shown.tell(this.#last);
    this.#tell("onShow", this.#last);
    if (launch) this.#guard("first page", () => pages.reLaunch(pageUrl(this.#last)));
    else pages.top?.show();
  }

  leave(pages: PageStack): void {
    pages.top?.hide();
    this.hidden.tell(undefined);
    this.#tell("onHide");
  }

  #tell(lifetime: Lifetime, launch?: Launch): void {
    this.#guard(`App.${lifetime}`, () => this.#methods[lifetime]?.(launch && copyOf(launch)));
  }
}
