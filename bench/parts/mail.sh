# A newsletter to 10 000 subscribers goes to a local mail server; the process is killed twice: while it still queues, and later while it only delivers.
mails=${PARVIS_BENCH_MAILS:-10000}; sink_port=$((port + 5)); ids=$work/mail.ids; jar=$work/mail-cookies.txt
base=http://127.0.0.1:$port
desk() { curl -s -b "$jar" -c "$jar" -H "Host: localhost:$port" -H "Origin: http://localhost:$port" -H 'Sec-Fetch-Site: same-origin' "$@"; }
got() { wc -l < "$ids"; }
distinct() { sort -u "$ids" | wc -l; }
wait_for() { # COUNT [SECONDS]: until so many different mails have come
  local until=$((SECONDS + ${2:-900}))
  until [ "$(distinct)" -ge "$1" ]; do
    [ $SECONDS -lt $until ] || { say "only $(distinct) of $1 mails came"; return 1; }
    sleep 0.2
  done
}
crash() { # kills the server, and waits until the kernel has taken its port back
  local pid
  pid=$(server_pid "$data")
  kill -9 "$pid"
  while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
  rm -f "$data/parvis.pid"
  start "$data" > /dev/null
}
node smtp-sink.mjs "$sink_port" "$ids" & sink=$!
printf 'host = 127.0.0.1\nport = %s\nsecurity = none\nfrom = ne-pas-repondre@territoire.example\n' "$sink_port" > "$data/etc/org.parvis.messaging.cfg"
desk -o /dev/null --data-urlencode email=secretaire@parvis.example --data-urlencode password=parvis-demo "$base/bureau/connexion"
for part in 0 1; do
  seq $((part * mails / 2 + 1)) $(((part + 1) * mails / 2)) | sed 's/.*/habitant&@example.org/' > "$work/addresses.txt"
  desk -o /dev/null --data-urlencode "emails@$work/addresses.txt" -d topic=messaging.letter -d agreed=true "$base/bureau/$one/abonnes/importer"
done
location=$(desk -o /dev/null -w '%{redirect_url}' --data-urlencode 'subject=Lettre du banc' --data-urlencode 'body=<p>Bonjour</p>' -d action=send "$base/bureau/$one/lettres/nouvelle")
desk -o /dev/null -d version=1 "$location"
wait_for 50
crash
first=$(got)
wait_for $((mails / 3)) && begin=$(date +%s.%N) && from=$(got) && wait_for $((mails * 2 / 3))
rate=$(awk -v n="$(($(got) - from))" -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN {printf "%.0f", n / (b - a)}')
crash
second=$(got)
wait_for "$mails" || true
# What a crash left in hand comes back after the two minutes of its claim; nothing may come after the last one.
sleep 5
row "$mails newsletters over two kill -9 (after $first and $second): lost" "$((mails - $(distinct)))" "0"
row "... delivered twice, with the same Message-ID" "$(($(got) - $(distinct)))" "at most those in flight: 4 (two threads, two crashes)"
row "e-mails delivered per second to a local server, between the crashes" "$rate" "-"
kill $sink; sink=
: > "$data/etc/org.parvis.messaging.cfg"
