stop "$data"
start "$work/import" --tenants none > /dev/null
data_before=$data; data=$work/import
begin=$(date +%s.%N); console "parvis:tenant-import $root/distributions/demo/src/main/data/communes-aveyron.csv" > "$work/import.txt"; end=$(date +%s.%N)
row "285 communes imported into an empty installation (console's own time included)" "$(awk -v a="$begin" -v b="$end" 'BEGIN {printf "%.1f s", b - a}')" "<= 5 s"
stop "$work/import"; data=$data_before
start "$data" > /dev/null
