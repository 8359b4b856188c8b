# Entries of the audit log verified a second: content, commitments, seals and chain, read from a database; no server is needed.
classpath=$(cd "$root" && ./mvnw -q -pl platform/audit test-compile dependency:build-classpath -Dmdep.outputFile="$work/audit.cp" -Dmdep.includeScope=test > "$work/audit.log" 2>&1 && cat "$work/audit.cp")
verified() { java -Xmx700m -cp "$root/platform/audit/target/test-classes:$root/platform/audit/target/classes:$classpath" org.parvis.audit.VerifySpeed "$1" 2> "$work/audit.log" | tail -1; }
row "entries of the audit log verified a second, Derby (200 000 entries, median of 5)" "$(verified derby)" ">= 100 000"
row "the same, PostgreSQL" "$(verified postgresql)" ">= 100 000"
