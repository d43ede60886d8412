-- Prints one JSON line, which is easier to trust than wrk's rounded table. With PAUSE_MS each connection rests between
-- two requests for 0.5 to 1.5 times as long, so that the connections do not march in step. With BODY that is posted,
-- and NUMBER in it becomes RUN and the number of the request.
local pause = tonumber(os.getenv("PAUSE_MS"))
local body = os.getenv("BODY")

if pause then
  function delay()
    return math.floor(pause * (0.5 + math.random()))
  end
end

if body then
  local run, number = os.getenv("RUN"), 0
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"

  function request()
    number = number + 1
    return wrk.format(nil, nil, nil, (body:gsub("NUMBER", run .. number)))
  end
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests": %d, "microseconds": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d, "max": %d}',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
