// Project node: the tables come from the packaged template, the packaged-zip suite from the zips.
module.exports = () => require("./ensure-builds.cjs")(["functions"]);
