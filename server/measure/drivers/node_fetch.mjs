import fetch, { FormData } from "node-fetch";
import { bodyOf, headersOf, serve } from "./serve.mjs";

await serve(async (job) => {
  const response = await fetch(job.url, { method: job.method, headers: headersOf(job), body: bodyOf(job, FormData), ...job.options });
  return { status: response.status, url: response.url };
});
