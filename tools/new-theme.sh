# shellcheck shell=bash
# ./parvis new-theme NAME: the smallest theme, which inherits all from base but its name and colours

. tools/module.sh

[ $# -eq 1 ] || die "which name? ./parvis new-theme garrigue"
name=$1
check_name "$name" themes
title=$(capitalised "$name")
folder=themes/$name/src/main/resources/theme

mkdir -p "$folder/static" "$folder/templates"
sed -e "s/causse/$name/g; s/Causse/$title/g" themes/causse/pom.xml > "themes/$name/pom.xml"

cat > "$folder/theme.properties" <<END
# Keys that are not here are inherited from base; see themes/base for all of them.
name.fr=$title
name.en=$title
description.fr=Le thème $title.
description.en=The theme $title.

token.color-primary.default=#5b3a6e
token.color-accent.default=#8f4a12
END

cat > "$folder/static/style.css" <<END
/* $title: comes after the style sheet of base and needs only what differs from it. Colours come from the tokens. */
.brand__name { letter-spacing: .02em; }
END

cat > "themes/$name/README.md" <<END
# $title
Inherits from base. A template at \`src/main/resources/theme/templates/<path>\` replaces the one of base, or of any plugin,
at the same path; \`static/\` holds its style sheet and pictures; \`theme.properties\` its name and the defaults of its tokens.
END

list_module themes "$name" "org.parvis.theme.$name"
say_how_to_go_on "themes/$name" "org.parvis.theme.$name"
