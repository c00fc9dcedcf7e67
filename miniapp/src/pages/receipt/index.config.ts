export default definePageConfig({ navigationBarTitleText: "使用凭证" });
