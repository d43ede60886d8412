-- Prints one JSON line, which is easier to trust than wrk's rounded table. With PAUSE_MS each connection rests between
-- two requests for 0.5 to 1.5 times as long, so that the connections do not march in step. With BODIES, a line each, one
-- of them by chance is posted, and NUMBER in it becomes RUN and the number of the request.
local pause = tonumber(os.getenv("PAUSE_MS"))
local bodies = {}
for body in (os.getenv("BODIES") or ""):gmatch("[^\n]+") do
  bodies[#bodies + 1] = body
end

if pause then
  function delay()
    return math.floor(pause * (0.5 + math.random()))
  end
end

if #bodies > 0 then
  local run, number = os.getenv("RUN"), 0
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"

  function request()
    number = number + 1
    return wrk.format(nil, nil, nil, (bodies[math.random(#bodies)]:gsub("NUMBER", run .. number)))
  end
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests": %d, "microseconds": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d, "max": %d}',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
