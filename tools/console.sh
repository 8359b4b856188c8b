# shellcheck shell=bash
# ./parvis console 'COMMAND'

. tools/jdk.sh
. tools/build.sh
. tools/instance.sh

data=var/demo line=
while [ $# -gt 0 ]; do
  case $1 in
    --data) [ $# -gt 1 ] || die "--data wants a value"; data=$2; shift 2 ;;
    *) [ -z "$line" ] || die "one command, between quotes: ./parvis console 'COMMAND'"; line=$1; shift ;;
  esac
done
[ -n "$line" ] || die "which command? ./parvis console 'COMMAND'"
[ -d "$data" ] || die "nothing runs in $data"
data=$(absolute "$data")
[ -n "$(instance_pid "$data")" ] || die "nothing runs in $data"
require_jdk
exec "$distribution/bin/parvis-console" "$data" "$line"
