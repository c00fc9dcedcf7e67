export default definePageConfig({ navigationBarTitleText: "回客" });
