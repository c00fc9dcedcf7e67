// The fake WeChat's page: looks every two seconds while somebody is looking, and after everything done here.
import { find, say } from "../../street/page/dom.ts";
import { post, readState, type State } from "./ask.ts";
import { actAsPeople, showPeople } from "./people.ts";
import { makeSettings, showSettings } from "./settings.ts";
import { showTables } from "./tables.ts";

const LOOK_MS = 2000;

async function look(): Promise<void> {
  try {
    const state = await readState();
    showAccounts(state);
    showPeople(state);
    showSettings(state);
    showTables(state);
  } catch {
    find("accounts", HTMLParagraphElement).textContent = "连不上假微信：样板街停了吗？运行 npm start 再看";
  }
}

function showAccounts({ nowMs, miniProgram, serviceAccount, followQrs }: State): void {
  const parts = [
    `微信时间 ${new Date(nowMs).toLocaleString("zh-CN", { hour12: false })}`,
    `小程序 ${miniProgram.appId}`,
    serviceAccount
      ? `公众号「${serviceAccount.name}」${serviceAccount.appId}，推送到 ${serviceAccount.push.url}`
      : "没有公众号",
    `关注码：永久 ${followQrs.permanent} 个，临时 ${followQrs.temporary} 个`,
  ];
  find("accounts", HTMLParagraphElement).textContent = parts.join(" · ");
}

function press(id: string, work: () => Promise<string>): void {
  find(id, HTMLButtonElement).addEventListener("click", async () => {
    try {
      say(await work());
    } catch (cause) {
      say(`没有成功：${cause instanceof Error ? cause.message : String(cause)}`);
    }
    await look();
  });
}

const release = (order: string) => async () => {
  const { released } = await post("callbacks/release", { order });
  const count = Array.isArray(released) ? released.length : 0;
  return count > 0 ? `放行了 ${count} 条` : "没有扣住的推送";
};

press("release", release("as_sent"));
press("release-reversed", release("reversed"));
press("release-shuffled", release("shuffled"));
press("verify", async () => {
  const { isVerified, why } = await post("callbacks/verify");
  return isVerified === true ? "地址验证通过" : `地址没有通过验证：${String(why)}`;
});
actAsPeople(look);
makeSettings(look);
setInterval(() => {
  if (!document.hidden) void look();
}, LOOK_MS);
void look();
