console 'config:property-set -p org.parvis.web cache off' > /dev/null
ours() { wrk -t1 -c16 -d"${1}s" --latency -H "Host: $one.localhost:$port" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port/"; }
until [ "$(curl -s -o /dev/null -w '%{http_code}' -H "Host: $one.localhost:$port" "http://127.0.0.1:$port/")" = 200 ]; do :; done
ours 40 > /dev/null
for _ in 1 2 3; do ours 8 > "$work/r.txt"; echo "$(wrk_rate < "$work/r.txt") $(wrk_p99 < "$work/r.txt") $(wrk_failed < "$work/r.txt")"; done > "$work/rendered.txt"
console 'config:property-set -p org.parvis.web cache on' > /dev/null
row "home page rendered each time (cache off), data read, gzip: requests/s, 16 connections (median of 3)" "$(cut -d' ' -f1 "$work/rendered.txt" | median)" ">= 2 000"
row "the same: p99" "$(cut -d' ' -f2 "$work/rendered.txt" | median) ms" "< 25 ms"
row "the same: failed requests" "$(awk '{n += $3} END {print n}' "$work/rendered.txt")" "0"
