// For the phones that bench/weapp-size.ts names.
const targets = JSON.parse(process.env.EMPTY_APP_TARGETS);

module.exports = {
  presets: [["taro", { framework: "react", ts: true, compiler: "webpack5", targets, ignoreBrowserslistConfig: true }]],
};
