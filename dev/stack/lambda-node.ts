// HUIKE_LAMBDA_NODE names the node that runs the functions, when it shall not be this one: to try the packaged
// zips on the very version that the cloud runs.

export const lambdaNode = (env: NodeJS.ProcessEnv = process.env): { nodePath?: string } =>
  env.HUIKE_LAMBDA_NODE ? { nodePath: env.HUIKE_LAMBDA_NODE } : {};
