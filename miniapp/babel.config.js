// One target for our own code and for the modern packages it stands on (config/index.ts names them): iOS 14.5 and the
// WebView of the same year. Named here, because a browserslist query with "Android" reaches back to browsers WeChat
// never ran on and doubles every async function.
const targets = { chrome: "91", ios: "14.5" };

/** Phones speak Chinese only: the English half of the refusal sentences stays out of the package. */
const dropEnglish = () => ({
  visitor: {
    ObjectExpression({ node }) {
      const named = (name) => node.properties.find((p) => p.key && p.key.name === name);
      if (named("zh") && named("en")) node.properties = node.properties.filter((p) => p !== named("en"));
    },
  },
});

/** Contracts are values without side effects: those of the operator's calls need not travel to a phone. */
const markPure = ({ types }) => ({
  visitor: {
    CallExpression(path) {
      if (!path.getFunctionParent()) types.addComment(path.node, "leading", "#__PURE__");
    },
  },
});

/**
 * Taro's weapp templates draw no aria attribute. Left in, each would cross to the page with every setData for nothing, and
 * make a plain tap target a view that listens to every touch.
 */
const dropAria = () => ({
  visitor: {
    JSXAttribute(path) {
      if (/^aria[A-Z]/.test(path.node.name.name)) path.remove();
    },
  },
});

module.exports = {
  presets: [["taro", { framework: "react", ts: true, compiler: "webpack5", targets, ignoreBrowserslistConfig: true }]],
  overrides: [
    { test: /[\\/]shared[\\/]sentences\.ts$/, plugins: [dropEnglish] },
    { test: /[\\/]shared[\\/][\w-]+\.ts$/, plugins: [markPure] },
    ...(process.env.TARO_ENV === "weapp" ? [{ test: /[\\/]miniapp[\\/]src[\\/]/, plugins: [dropAria] }] : []),
  ],
};
