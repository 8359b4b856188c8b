# Sign-ins with a password beside the hashes that the same library computes in the same run, and what a page pays to know its session (without HTTP).
# The compilers of a server are on, which tests go without.
log=$work/signin.log
(cd "$root" && ./mvnw -q -o -pl platform/identity test -Dparvis.test.jvm=-Xmx1g -Dtest='AgentSignInBench,PersonSignInBench' -Dsurefire.failIfNoSpecifiedTests=false) > "$log" 2>&1 || { tail -20 "$log" >&2; false; }
measured() { grep -ohE "^$1 .*" "$log" "$root"/platform/identity/target/surefire-reports/*SignInBench*.txt 2> /dev/null | sort -u; }
while read -r _ who on rate _ raw _ share _ threads _ memory _ passes; do
  row "sign-ins of $who a second on $on, $threads threads, Argon2id of $memory KiB, $passes passes, 1 lane" "$rate, $share % of $raw hashes a second by the library alone" ">= 80 %: Argon2id alone limits"
done < <(measured SIGNIN)
while read -r _ who on _ known _ p99 _ first; do
  row "session of $who checked for a page, on $on: median" "$known us (99 %: $p99 us; first on a node, from the database: $first us)" "200 us"
done < <(measured CHECK)
