// An entry reads its environment when it is loaded; tests bring their own, so any value does.
process.env.APP_TABLE ??= "none";
process.env.VIEWS_TABLE ??= "none";
process.env.WECHAT_API_URL ??= "http://127.0.0.1:9";
process.env.WECHAT_MP_URL ??= "http://127.0.0.1:9";
process.env.HUIKE_SECRETS ??= JSON.stringify({
  sessionKey: "0".repeat(64),
  codeKey: "0".repeat(64),
  visitKey: "0".repeat(64),
  miniAppId: "none",
  miniAppSecret: "none",
  serviceAppId: "none",
  serviceAppSecret: "none",
  callbackToken: "none",
  callbackAesKey: "A".repeat(43),
  linkKey: "0".repeat(64),
  unionKey: "0".repeat(64),
  sealKey: "0".repeat(64),
});
process.env.HUIKE_LOG ??= "off";
