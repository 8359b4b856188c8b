# A private file of 1 GB is sent through the door of a plugin, stored encrypted and read back; the live heap is looked at all the while.
base=http://127.0.0.1:$port; jar=$work/upload-cookies.txt; megabytes=${PARVIS_BENCH_UPLOAD:-1024}
desk() { curl -s -b "$jar" -c "$jar" -H "Host: localhost:$port" -H "Origin: http://localhost:$port" -H 'Sec-Fetch-Site: same-origin' "$@"; }
jcmd=$(dirname "$(readlink -f "/proc/$(server_pid "$data")/exe")")/jcmd
live() { "$jcmd" "$(server_pid "$data")" GC.class_histogram | awk '$1 == "Total" {printf "%.1f\n", $3 / 1048576}'; } # MB after a full collection
(cd "$root" && ./mvnw -q -B -ntp -f bench/upload-plugin package -Dmaven.test.skip=true)
cp "$root"/bench/upload-plugin/target/org.parvis.benchupload-*.jar "$data/deploy/.benchupload" && mv "$data/deploy/.benchupload" "$data/deploy/benchupload.jar"
(printf '%%PDF-1.7\n'; head -c $((megabytes * 1048576 - 9)) /dev/zero) > "$work/large.pdf"
desk -o /dev/null --data-urlencode email=secretaire@parvis.example --data-urlencode password=parvis-demo "$base/bureau/connexion"
send() { desk -w '\n%{http_code} %{time_total}\n' -F "file=@$1;type=application/pdf" "$base/bureau/$one/banc-fichier"; }
head -c 100000 "$work/large.pdf" > "$work/small.pdf"
deadline=$((SECONDS + 120))
# The plugin is ready some seconds after its jar has come; the upload of a small file warms its way up.
until console "parvis:plugin-activate --tenants $one benchupload" > /dev/null 2>&1 && send "$work/small.pdf" | grep -q '^200 '; do
  [ $SECONDS -lt $deadline ] || { say "the plugin of the bench does not answer"; return 1; }
  sleep 1
done
before=$(live)
send "$work/large.pdf" > "$work/upload.txt" & sending=$!
highest=$before; looks=0
while kill -0 $sending 2> /dev/null; do
  now=$(live) || break
  sleep 3
  highest=$(printf '%s\n%s\n' "$highest" "$now" | sort -n | tail -1); looks=$((looks + 1))
done
wait $sending
path=$(head -1 "$work/upload.txt")
row "upload of a private file of $megabytes MB: status and seconds" "$(tail -1 "$work/upload.txt")" "200"
row "... extra live heap, most of $looks full collections meanwhile" "$(awk -v a="$before" -v b="$highest" 'BEGIN {printf "%.1f MB", b - a}')" "< 64 MB"
same=$(cmp -s <(desk "$base/bureau/$one$path") "$work/large.pdf" && echo yes || echo no)
row "... decrypted and read back the same" "$same" "yes"
rm -f "$work/large.pdf" "$data/deploy/benchupload.jar"
