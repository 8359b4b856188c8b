# An editor changes the title of an article; the very next request of the public list must show it.
base=http://127.0.0.1:$port; jar=$work/cookies.txt
desk() { curl -s -b "$jar" -c "$jar" -H "Host: localhost:$port" -H "Origin: http://localhost:$port" -H 'Sec-Fetch-Site: same-origin' "$@"; }
desk -o /dev/null --data-urlencode email=secretaire@parvis.example --data-urlencode password=parvis-demo "$base/bureau/connexion"
stale=0; edits=20
location=$(desk -o /dev/null -w '%{redirect_url}' -F title="Bench 0" -F lead= --form-string body='<p>Bench</p>' -F action=publish "$base/bureau/$one/actualites/nouvel-article")
id=$(sed -E 's#.*/actualites/([0-9a-f-]+).*#\1#' <<< "$location")
for n in $(seq 1 $edits); do
  curl -s -o /dev/null -H "Host: $one.localhost:$port" "$base/actualites"
  version=$(desk "$base/bureau/$one/actualites/$id" | grep -oE 'name="version" value="[0-9]+"' | head -1 | grep -oE '[0-9]+')
  desk -o /dev/null -F version="$version" -F title="Bench $n" -F lead= --form-string body='<p>Bench</p>' -F action=save "$base/bureau/$one/actualites/$id"
  # Not through a pipe: grep -q ends at the first hit, and a curl cut off there would count as an edit not seen.
  curl -s -o "$work/list.html" -H "Host: $one.localhost:$port" "$base/actualites"
  grep -q "Bench $n<" "$work/list.html" || stale=$((stale + 1))
done
version=$(desk "$base/bureau/$one/actualites/$id" | grep -oE 'name="version" value="[0-9]+"' | head -1 | grep -oE '[0-9]+')
desk -o /dev/null -d version="$version" "$base/bureau/$one/actualites/$id/supprimer"
row "edit to visible on the public page: edits not seen by the next request" "$stale of $edits" "0 (next request)"
