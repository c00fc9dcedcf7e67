export default definePageConfig({ navigationBarTitleText: "无网络登记" });
