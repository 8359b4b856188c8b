# shellcheck shell=bash
# ./parvis stop

. tools/instance.sh

data=var/demo
case ${1:-} in
  --data) [ $# -eq 2 ] || die "--data wants a value"; data=$2 ;;
  '') ;;
  *) die "unknown option: $1" ;;
esac
[ -d "$data" ] || die "nothing runs in $data"
data=$(absolute "$data")
pid=$(instance_pid "$data")
[ -n "$pid" ] || die "nothing runs in $data"
stop_instance "$pid"
rm -f "$data/parvis.pid"
echo "Parvis is stopped"
