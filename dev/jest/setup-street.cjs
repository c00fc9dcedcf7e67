// Project street: all of the product, in a browser.
module.exports = () => require("./ensure-builds.cjs")(["functions", "weapp", "h5"]);
