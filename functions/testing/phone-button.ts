// WeChat's phone button in a person's hand.
import type { Chain, Person } from "./chain.ts";

/** Puts a SIM card of this number into the phone. */
export const putSim = async (chain: Chain, { phone }: Person, number: string, country = "86"): Promise<void> => {
  await chain.inWechat(`/phones/${phone}/number`, { country, number });
};

/** What the button hands over after a yes. */
export const numberCode = async (chain: Chain, { phone }: Person): Promise<string> =>
  (await chain.inWechat<{ code: string }>(`/phones/${phone}/number-code`)).code;
