import axios from "axios";
import axios0 from "axios-0";
import FormData0 from "form-data";
import { bodyOf, headersOf, serve } from "./serve.mjs";

await serve(async (job) => {
  const { version, ...options } = job.options ?? {};
  const [send, Form] = version === "0.27" ? [axios0, FormData0] : [axios, FormData];
  const response = await send({ method: job.method, url: job.url, headers: headersOf(job), data: bodyOf(job, Form), ...options });
  return { status: response.status, url: response.request.res.responseUrl };
});
