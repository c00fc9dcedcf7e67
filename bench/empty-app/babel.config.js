// For the same phones as the product is built for (miniapp/babel.config.js).
const targets = { chrome: "91", ios: "14.5" };

module.exports = {
  presets: [["taro", { framework: "react", ts: true, compiler: "webpack5", targets, ignoreBrowserslistConfig: true }]],
};
