export default definePageConfig({ navigationBarTitleText: "电脑上的后台" });
