// The tickets that can be used here, with what each takes off the amount typed; a tap takes one in or out.
import type { CounterCoupon } from "@huike/shared/counter";
import type { Basket } from "@huike/shared/price";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { serverNowMs } from "../../../state/session-state";
import { Button } from "../../../ui/Button";
import { Ticket } from "../../../ui/Ticket";
import { keyOfCoupon, offeredChoices, savesText } from "./choose-coupon";

type Props = {
  readonly coupons: readonly CounterCoupon[];
  readonly chosen: readonly CounterCoupon[];
  readonly basket: Basket;
  readonly onTap: (one: CounterCoupon) => void;
};

export function TicketChoices({ coupons, chosen, basket, onTap }: Props) {
  const [isAll, setAll] = useState(false);
  const nowMs = serverNowMs();
  const shown = isAll ? coupons : offeredChoices(coupons, chosen, basket);
  return (
    <View>
      {shown.map((one) => {
        const saves = savesText(one, basket);
        return (
          <View key={keyOfCoupon(one)}>
            <Ticket
              face={one.face}
              coupon={one.coupon}
              nowMs={nowMs}
              isChosen={chosen.includes(one)}
              onClick={() => onTap(one)}
            />
            {saves && <Text className="t-label confirm__saves num">{saves}</Text>}
          </View>
        );
      })}
      {shown.length < coupons.length && (
        <Button kind="words" onClick={() => setAll(true)}>
          {`看全部 ${coupons.length} 张`}
        </Button>
      )}
    </View>
  );
}
