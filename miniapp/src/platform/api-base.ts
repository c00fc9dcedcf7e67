// Where the API is. A phone asks the domain the build was made for; on h5 it is the page's own origin.
export const apiBase: string = __API_BASE__;
