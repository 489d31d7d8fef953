import fetch, { FormData } from "node-fetch";
import fetch2 from "node-fetch-2";
import FormData2 from "form-data";
import { bodyOf, headersOf, serve } from "./serve.mjs";

await serve(async (job) => {
  const { version, ...options } = job.options ?? {};
  const [send, Form] = version === "2" ? [fetch2, FormData2] : [fetch, FormData];
  const response = await send(job.url, { method: job.method, headers: headersOf(job), body: bodyOf(job, Form), ...options });
  return { status: response.status, url: response.url };
});
