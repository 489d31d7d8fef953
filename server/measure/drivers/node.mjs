import { bodyOf, headersOf, serve } from "./serve.mjs";

await serve(async (job) => {
  const init = { method: job.method, headers: headersOf(job), redirect: job.options?.redirect };
  if (job.body?.kind === "stream") {
    Object.assign(init, { body: new Blob([job.body.text]).stream(), duplex: "half" });
  } else {
    init.body = bodyOf(job);
  }
  const response = await fetch(job.url, init);
  return { status: response.status }; // its url has no fragment
});
