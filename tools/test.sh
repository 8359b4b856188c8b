# shellcheck shell=bash
# ./parvis test [--record]: every test there is; --record writes the counts that later runs are held to

. tools/jdk.sh
. tools/build.sh

record=
case ${1:-} in
  --record) record=yes ;;
  '') ;;
  *) die "unknown option: $1" ;;
esac

log=var/test.log
recorded=tests-recorded.txt

# One line for each suite (a module): its folder, then how many ran, failed and were skipped.
count_tests() {
  find . -path '*/target/surefire-reports/TEST-*.xml' -print0 | sort -z | xargs -0r awk '
    /<testsuite / {
      suite = FILENAME; sub(/^\.\//, "", suite); sub(/\/target\/.*/, "", suite)
      tests[suite] += value("tests"); failed[suite] += value("errors") + value("failures"); skipped[suite] += value("skipped")
    }
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    END { for (suite in tests) print suite, tests[suite], failed[suite], skipped[suite] }' | sort
}

names_of() { # failure|error|skipped: the tests that ended so
  find . -path '*/target/surefire-reports/TEST-*.xml' -print0 | sort -z | xargs -0r awk -v kind="$1" '
    /<testcase / {
      name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name)
      class = $0; sub(/.* classname="/, "", class); sub(/".*/, "", class)
    }
    $0 ~ "<" kind "[ >/]" {
      why = ""; if (match($0, /message="[^"]*"/)) why = substr($0, RSTART + 9, RLENGTH - 10)
      print "  " class "." name (why == "" ? "" : ": " substr(why, 1, 160))
    }'
}

require_jdk
command -v chromium > /dev/null || apt_install chromium "Chromium for the browser tests"
command -v node > /dev/null || apt_install nodejs "Node.js 18 or later for the OpenID provider of the tests"
command -v npm > /dev/null || apt_install npm "npm for the OpenID provider of the tests"
[ -x "$(PATH=$PATH:/usr/sbin command -v nginx || true)" ] || apt_install_stopped nginx-light "nginx for the test of the reverse proxy" nginx
[ -x "$(PATH=$PATH:/usr/sbin command -v clamd || true)" ] || apt_install_stopped clamav-daemon "ClamAV for the test of the virus scanner (its own signatures are not needed)" clamav-daemon clamav-freshclam
started=$SECONDS
echo "Testing Parvis"
find . -path ./var -prune -o -type d -name surefire-reports -print0 | xargs -0r rm -rf
broken=
maven "$log" install -Dmaven.test.failure.ignore=true || broken=yes
echo "  built and tested in $((SECONDS - started)) s"

counts=$(count_tests)
if [ -n "$record" ]; then
  [ -z "$broken" ] || die "the build failed, nothing is recorded; the whole log is $log"
  { echo "# Tests per suite (executed + skipped), written by ./parvis test --record: a run with fewer fails."
    awk '{ print $1, $2 }' <<< "$counts"; } > "$recorded"
fi

verdict=0
if [ -n "$broken" ]; then
  grep -E '^\[ERROR\]' "$log" | head -20 >&2
  echo "The build failed; the whole log is $log" >&2
  verdict=1
fi
while read -r suite before; do
  [[ $suite != '#'* ]] || continue
  now=$(awk -v suite="$suite" '$1 == suite { print $2 }' <<< "$counts")
  if [ "${now:-0}" -lt "$before" ]; then
    echo "$suite: ${now:-0} tests, $before were recorded in $recorded" >&2
    verdict=1
  fi
done < "$recorded"

read -r total failed skipped <<< "$(awk '{ t += $2; f += $3; s += $4 } END { print t + 0, f + 0, s + 0 }' <<< "$counts")"
awk '{ printf "  %-28s %5d tests%s%s\n", $1, $2, ($3 ? ", " $3 " failed" : ""), ($4 ? ", " $4 " skipped" : "") }' <<< "$counts"
if [ "$failed" -gt 0 ]; then
  echo "Failed:"
  names_of failure
  names_of error
  verdict=1
fi
if [ "$skipped" -gt 0 ]; then
  echo "Skipped:"
  names_of skipped
  if [ "${CI:-}" = true ]; then echo "CI allows no skipped test" >&2; verdict=1; fi
fi
[ "$total" -gt 0 ] || { echo "not a single test ran" >&2; verdict=1; }
echo "$((total - failed - skipped)) passed, $failed failed, $skipped skipped"
exit $verdict
