import request from "superagent";
import { bodyOf, fieldsOf, headersOf, serve } from "./serve.mjs";

await serve(async (job) => {
  const asked = request(job.method, job.url).set(headersOf(job));
  if (job.options?.redirects !== undefined) asked.redirects(job.options.redirects);
  switch (job.body?.kind) {
    case "form":
      asked.type("form").send(job.body.text);
      break;
    case "multipart":
      for (const [name, value] of fieldsOf(job.body)) asked.field(name, value);
      break;
    case "stream": {
      const response = await new Promise((resolve, reject) => {
        asked.on("response", resolve).on("error", reject);
        bodyOf(job).pipe(asked);
      });
      return told(response, job);
    }
    default:
      if (job.body) asked.send(job.body.text);
  }
  return told(await asked, job);
});

function told(response, job) {
  return { status: response.status, url: response.redirects.at(-1) ?? job.url };
}
