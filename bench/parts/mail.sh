# 10 000 e-mails of a newsletter are delivered to a local mail server; the process is killed in the middle and started again.
mails=10000; sink_port=$((port + 5)); ids=$work/mail.ids; jar=$work/mail-cookies.txt
base=http://127.0.0.1:$port
desk() { curl -s -b "$jar" -c "$jar" -H "Host: localhost:$port" -H "Origin: http://localhost:$port" -H 'Sec-Fetch-Site: same-origin' "$@"; }
node smtp-sink.mjs "$sink_port" "$ids" & sink=$!
printf 'host = 127.0.0.1\nport = %s\nsecurity = none\nfrom = ne-pas-repondre@territoire.example\n' "$sink_port" > "$data/etc/org.parvis.messaging.cfg"
desk -o /dev/null --data-urlencode email=secretaire@parvis.example --data-urlencode password=parvis-demo "$base/bureau/connexion"
for part in 0 1; do
  seq $((part * mails / 2 + 1)) $(((part + 1) * mails / 2)) | sed 's/.*/habitant&@example.org/' > "$work/addresses.txt"
  desk -o /dev/null --data-urlencode "emails@$work/addresses.txt" -d topic=messaging.letter -d agreed=true "$base/bureau/$one/abonnes/importer"
done
location=$(desk -o /dev/null -w '%{redirect_url}' --data-urlencode 'subject=Lettre du banc' --data-urlencode 'body=<p>Bonjour</p>' -d action=send "$base/bureau/$one/lettres/nouvelle")
begin=$(date +%s.%N)
desk -o /dev/null -d version=1 "$location"
got() { wc -l < "$ids"; }
wait_for() { local until=$((SECONDS + 900)); until [ "$(got)" -ge "$1" ] || [ $SECONDS -gt $until ]; do sleep 0.2; done; }
wait_for $((mails / 3))
rate=$(awk -v n="$(got)" -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN {printf "%.0f", n / (b - a)}')
pid=$(server_pid "$data"); kill -9 "$pid"
at=$(got)
rm -f "$data/parvis.pid"
start "$data" > /dev/null
deadline=$((SECONDS + 900))
until [ "$(sort -u "$ids" | wc -l)" -ge $mails ] || [ $SECONDS -gt $deadline ]; do sleep 1; done
sleep 5
distinct=$(sort -u "$ids" | wc -l)
row "$mails newsletters over a kill -9 (after $at): lost" "$((mails - distinct))" "0"
row "... delivered twice, with the same Message-ID" "$(($(got) - distinct))" "at most those in flight (one for each of the two threads)"
row "e-mails delivered per second to a local server, before the kill" "$rate" "-"
kill $sink
: > "$data/etc/org.parvis.messaging.cfg"
