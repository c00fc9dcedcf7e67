export default definePageConfig({ navigationBarTitleText: "练习模式" });
