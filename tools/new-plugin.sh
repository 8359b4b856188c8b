# shellcheck shell=bash
# ./parvis new-plugin NAME: a copy of plugins/hello under another name

. tools/module.sh

[ $# -eq 1 ] || die "which name? ./parvis new-plugin library"
name=$1
check_name "$name" plugins
title=$(capitalised "$name")

while IFS= read -r -d '' file; do
  made=plugins/$name/${file#plugins/hello/}
  made=${made//hello/$name}
  made=${made//Hello/$title}
  mkdir -p "$(dirname "$made")"
  # The address and the words for people say "bonjour" where the code says "hello".
  sed -e "s/hello/$name/g; s/Hello/$title/g; s#/bonjour#/$name#g; s/Bonjour/$title/g" "$file" > "$made"
done < <(find plugins/hello -name target -prune -o -type f -print0)

list_module plugins "$name" "org.parvis.$name"
say_how_to_go_on "plugins/$name" "org.parvis.$name"
