// Project weapp: runs the weapp output itself, against the whole product as npm start runs it.
module.exports = () => require("./ensure-builds.cjs")(["functions", "weapp", "h5"]);
