export default definePageConfig({ navigationBarTitleText: "撤销核销" });
