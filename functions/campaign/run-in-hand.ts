// A run as the worker that delivers it sees it, and whether it may go on.
import { type CampaignPlan, MASS_PER_MONTH } from "@huike/shared/campaign-plan";
import type { PushRules } from "@huike/shared/push-rules";
import { ringsThePhone } from "@huike/shared/push-text";
import { isQuietAt } from "@huike/shared/quiet-hours";
import type { Env } from "../platform/env.ts";
import { Breaker } from "./breaker.ts";
import { type CampaignItem, markOf, markOfOccasion, planOf } from "./campaign.items.ts";
import type { Marking } from "./mark-push.ts";
import { readCampaign, stopRun } from "./move-run.ts";
import { RUN_WEEKS, weekOf } from "./push.items.ts";

export type Bounds = {
  readonly hasTime: () => boolean;
  /** Until there are tokens again, or WeChat is less busy. */
  readonly wait: (ms: number) => Promise<void>;
};

/** Whom a run is for; of a triggered campaign, and what happened to them. */
export type Target = { readonly memberNo: string; readonly occasion: string | undefined };

/** A pause is promised within ten seconds: a look every three, three for a call that is on its way. */
const LOOK_EVERY_MS = 3_000;

export class RunInHand {
  readonly env: Env;
  readonly campaignId: string;
  readonly run: number;
  readonly chunks: number;
  readonly plan: CampaignPlan;
  readonly rules: PushRules;
  readonly marking: Marking;
  readonly bounds: Bounds;
  private readonly beganAtMs: number;
  private lookedAtMs: number;
  private isOn = true;
  /** When a person last paused or resumed it. */
  private sinceMs: number;
  private breaker: Breaker;

  constructor(env: Env, campaignId: string, item: CampaignItem, rules: PushRules, bounds: Bounds) {
    this.env = env;
    this.campaignId = campaignId;
    this.run = item.run ?? 1;
    this.chunks = item.chunks ?? 0;
    this.plan = planOf(item);
    this.rules = rules;
    this.bounds = bounds;
    this.beganAtMs = item.due ?? env.nowMs();
    this.lookedAtMs = env.nowMs();
    this.sinceMs = item.sat ?? 0;
    this.breaker = this.newBreaker();
    const { content } = this.plan;
    this.marking = {
      mark: markOf(campaignId, this.run),
      beganAtMs: this.beganAtMs,
      perWeek: rules.perWeek,
      template: content.path === "subscribe" ? content.template : undefined,
      massPerMonth: content.path === "mass" ? MASS_PER_MONTH : undefined,
    };
  }

  /** What a member's marker is to say: of a triggered campaign, for which occasion. */
  markingFor(occasion: string | undefined): Marking {
    if (occasion === undefined) return this.marking;
    return { ...this.marking, mark: markOfOccasion(this.marking.mark, occasion) };
  }

  isQuiet(): boolean {
    return ringsThePhone(this.plan.content.path) && isQuietAt(this.rules.quiet, this.env.nowMs());
  }

  /** Its marks are swept away in the third week: nobody may be taken in hand by it then. */
  isTooOld(): boolean {
    return weekOf(this.env.nowMs()) > weekOf(this.beganAtMs) + RUN_WEEKS;
  }

  /** Asked before anybody is taken in hand. */
  async mayGoOn(): Promise<boolean> {
    if (!this.isOn || !this.bounds.hasTime() || this.isQuiet() || this.isTooOld()) return false;
    if (this.env.nowMs() - this.lookedAtMs >= LOOK_EVERY_MS) {
      this.lookedAtMs = this.env.nowMs();
      const item = await readCampaign(this.env, this.campaignId);
      if (item?.st !== "running" || item.run !== this.run) this.isOn = false;
      else if ((item.sat ?? 0) !== this.sinceMs) {
        this.sinceMs = item.sat ?? 0;
        this.breaker = this.newBreaker();
      }
    }
    return this.isOn;
  }

  /** As far as this worker knows without a look. */
  isGoingOn(): boolean {
    return this.isOn;
  }

  /** For this worker and now: a quota is used up. */
  rest(): void {
    this.isOn = false;
  }

  /** For all workers, till a person has seen to it. */
  async stop(why: string): Promise<void> {
    this.isOn = false;
    await stopRun(this.env, this.campaignId, { run: this.run, sinceMs: this.sinceMs }, why);
  }

  noteGood(): void {
    this.breaker.noteGood();
  }

  /** A campaign that fails half the people is paused before it fails the rest. */
  async noteFailure(): Promise<void> {
    if ((await this.breaker.noteFailure()) && this.isOn) await this.stop("failing");
  }

  private newBreaker(): Breaker {
    return new Breaker(this.env, { campaignId: this.campaignId, run: this.run }, this.sinceMs);
  }
}
