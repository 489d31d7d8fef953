require "faraday"
require "faraday_middleware"
require_relative "serve"

serve do |job|
  connection = Faraday.new do |f|
    f.request :multipart
    f.request :url_encoded
    f.use FaradayMiddleware::FollowRedirects, options(job)
    f.adapter Faraday.default_adapter
  end
  body = job["body"]
  set = headers(job)
  case body && body["kind"]
  when "form" then payload = fields(body)
  when "multipart"
    payload = fields(body)
    set["Content-Type"] ||= "multipart/form-data"
  when "stream"
    payload = StringIO.new(body["text"])
    set["Content-Type"] ||= "application/octet-stream" # without one, Faraday takes it for a form
    set["Content-Length"] = payload.size.to_s
  when "text" then payload = body["text"]
  end
  response = connection.run_request(job["method"].downcase.to_sym, job["url"], payload, set)
  [response.status, response.env.url]
end
