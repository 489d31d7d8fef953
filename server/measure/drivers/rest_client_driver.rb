require "rest-client"
require_relative "serve"

serve do |job|
  body = job["body"]
  payload = case body && body["kind"]
            when "form" then fields(body)
            when "multipart" then fields(body).merge(multipart: true)
            when "stream" then StringIO.new(body["text"])
            when "text" then body["text"]
            end
  response = RestClient::Request.execute(
    method: job["method"].downcase.to_sym, url: job["url"], headers: headers(job), payload: payload, **options(job)
  )
  [response.code, response.request.url]
end
