// Project weapp: runs the weapp output itself, against the packaged functions.
module.exports = () => require("./ensure-builds.cjs")(["functions", "weapp"]);
