# The agents' queue over 200 000 files, clocks, a long form and 500 procedures on real databases, from request to HTML (without HTTP); then
# submissions with attachments by HTTP. PARVIS_BENCH_FILES and PARVIS_BENCH_SUBMISSIONS make them fewer.
log=$work/demarches.log
export PARVIS_BENCH_FILES=${PARVIS_BENCH_FILES:-200000}
# With the server's compiler, and room for the embedded database in memory.
(cd "$root" && ./mvnw -q -o -pl plugins/demarches test -Dparvis.test.jvm="-Xmx4g -XX:+UseParallelGC" -Dtest=DemarchesBench -Dsurefire.failIfNoSpecifiedTests=false) > "$log" 2>&1 || { tail -20 "$log" >&2; false; }
while IFS='|' read -r _ what on median slowest; do
  case $what in
    queue*) reach='< 100 ms' ;;
    clocks*) reach='< 5 s' ;;
    form*) reach='< 15 ms' ;;
    *) reach='< 3 s' ;;
  esac
  row "démarches: $what, on $on: median (slowest)" "$median ms ($slowest ms)" "$reach"
done < <(grep -ohE '^DEMARCHES\|.*' "$log" "$root"/plugins/demarches/target/surefire-reports/*DemarchesBench*.txt 2> /dev/null | sort -u)
submissions=${PARVIS_BENCH_SUBMISSIONS:-1000}; jar=$work/demarches-cookies.txt; base=http://127.0.0.1:$port
desk() { curl -s -b "$jar" -c "$jar" -H "Host: localhost:$port" -H "Origin: http://localhost:$port" -H 'Sec-Fetch-Site: same-origin' "$@"; }
node demarches-submit.mjs "$port" "$one.localhost:$port" 32 32 > /dev/null 2> "$work/demarches-warm.log" # for the just-in-time compiler
node demarches-submit.mjs "$port" "$one.localhost:$port" "$submissions" 32 > "$work/submitted.txt" 2> "$work/submitted.log" || true
read -r sent refused upload send every < "$work/submitted.txt"
desk -o /dev/null --data-urlencode email=secretaire@parvis.example --data-urlencode password=parvis-demo "$base/bureau/connexion"
desk "$base/bureau/$one/demarches-export?etat=all&demarche=saisine" > "$work/exported.csv"
lost=$(tail -n +2 "$work/submitted.txt" | grep -vcFf <(grep -oE '^20[0-9]{2}-[0-9A-Z]{6}' "$work/exported.csv") || true)
row "démarches: $submissions submissions with two attachments of 1 MB by 32 clients: acknowledged, refused, lost" "$sent, $refused, $lost" "all, 0, 0"
row "... p95 of the sending" "$send ms" "< 400 ms"
row "... p95 of the step with the attachments; of any request" "$upload ms; $every ms" "-"
