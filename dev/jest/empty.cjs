// Stands for style sheets and images in tests of components.
module.exports = "";
