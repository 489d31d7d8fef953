import axios from "axios";
import { bodyOf, headersOf, serve } from "./serve.mjs";

await serve(async (job) => {
  const response = await axios({ method: job.method, url: job.url, headers: headersOf(job), data: bodyOf(job), ...job.options });
  return { status: response.status, url: response.request.res.responseUrl };
});
