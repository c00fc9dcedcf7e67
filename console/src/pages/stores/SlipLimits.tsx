// How much of its own money the shop may stake on codes it could not check, in an hour of scans.
import { type SlipLimits as Limits, PutSlipLimits } from "@huike/shared/slip";
import { GetStore } from "@huike/shared/store";
import { useQueryClient } from "@tanstack/react-query";
import { Card, Form, InputNumber } from "antd";
import { act } from "../../api/act";
import { keyOf, read } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { Foot } from "../../ui/Foot";
import { useSettings, type Versioned } from "../../ui/use-settings";
import { words } from "./words";

const PER_HOUR_MAX = 100;

export function SlipLimits({ storeId, held }: { readonly storeId: string; readonly held: Versioned<Limits> }) {
  const w = useWords(words);
  const queries = useQueryClient();
  const mayChange = useMay(PutSlipLimits);
  const settings = useSettings<Limits>({
    name: `slips-${storeId}`,
    held,
    put: (ifVersion, limits, why) => act(PutSlipLimits, { storeId, limits, ifVersion, why }),
    overtaken: "setting_changed",
    readAgain: async () => {
      const store = await read(GetStore, { storeId });
      queries.setQueryData(keyOf(GetStore, { storeId }), store);
      return { version: store.slipVersion, value: store.slipLimits };
    },
  });
  const { value, change } = settings;
  return (
    <Card variant="borderless" className="form-card" title={<h2 className="card-title">{w.slips}</h2>}>
      <p className="page-head__note">{w.slipsNote}</p>
      <Form layout="vertical" disabled={!mayChange}>
        <Form.Item label={w.slipsPerHour} htmlFor="slips-per-hour" extra={value.perHour === 0 ? w.noSlips : undefined}>
          <InputNumber
            id="slips-per-hour"
            min={0}
            max={PER_HOUR_MAX}
            precision={0}
            value={value.perHour}
            onChange={(perHour) => change({ ...value, perHour: perHour ?? 0 })}
          />
        </Form.Item>
        <Form.Item label={w.slipsYuan} htmlFor="slips-yuan">
          <InputNumber
            id="slips-yuan"
            min={0}
            precision={2}
            value={value.fenPerHour / 100}
            onChange={(yuan) => change({ ...value, fenPerHour: Math.round((yuan ?? 0) * 100) })}
          />
        </Form.Item>
      </Form>
      <Foot settings={settings} mayChange={mayChange} isRight onDrop={() => settings.restart(held)} />
    </Card>
  );
}
