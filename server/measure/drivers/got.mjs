import got from "got";
import { bodyOf, fieldsOf, headersOf, serve } from "./serve.mjs";

await serve(async (job) => {
  const options = { method: job.method, headers: headersOf(job), ...job.options };
  if (job.body?.kind === "form") {
    options.form = Object.fromEntries(fieldsOf(job.body));
  } else {
    options.body = bodyOf(job);
  }
  const response = await got(job.url, options);
  return { status: response.statusCode, url: response.url };
});
