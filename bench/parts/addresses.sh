# A file of 200 000 made-up addresses in the form of the Base Adresse Nationale, as large as that of Aveyron: taken in, asked, replaced.
file=$work/adresses-12.csv
awk 'BEGIN {
  print "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;cad_parcelles"
  types = split("Rue Avenue Chemin Route Impasse Place Boulevard Allée Côte Passage", type, " ")
  names = split("de l’Église,de la Mairie,du Moulin,des Écoles,Victor Hugo,de la République,du 11 Novembre 1918,Saint-Jacques,du Puech,des Tilleuls,de la Gare,Jean Jaurès,du Barry,des Causses,de la Fontaine,du Château,Sainte-Foy,des Cordeliers,du Général Leclerc,de Rodez,de la Vallée,du Lot,des Genêts,de l’Aveyron,Notre-Dame,du Stade,des Carmes,de la Croix,du Pont,des Vignes", name, ",")
  for (c = 0; c < 285; c++) {
    insee = 12001 + c
    for (s = 0; s < 36; s++) {
      street = type[(c * 7 + s * 3) % types + 1] " " name[(c + s) % names + 1] (s >= 30 ? " Haut" : "")
      for (n = 1; n <= 20; n++) {
        if (++total > 200000) exit
        printf "%d_%04d_%05d;%d_%04d;%d;%s;%s;12%03d;%d;Commune-%s-%d;;;665000;6360000;%.6f;%.6f;entrée;;;;;commune;commune;1;\n", insee, s, n, insee, s, n, n % 17 == 0 ? "bis" : "", street, (c % 60) * 10, insee, substr(name[c % names + 1], 1, 3) == "de " ? "du-Bas" : "du-Haut", c, 2 + c / 200 + n / 10000, 44 + s / 100 + c / 1000
      }
    }
  }
}' > "$file"
taken() { console "parvis:addresses-import $1" | awk '/ addresses in / {print $(NF - 1)}'; }
row "a file of $(($(wc -l < "$file") - 1)) addresses is taken in" "$(awk -v ms="$(taken "$file")" 'BEGIN {printf "%.1f s", ms / 1000}')" "< 30 s"
for typed in '12 r vic' '7 av republ' 'place de la ma' '3 bd st jacq' 'chemin du m' '1 rue' 'route de' '15 imp tilleuls commune' '9 rue du 11 nov' 'allee gen'; do
  for commune in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    printf 'url = "http://127.0.0.1:%s/adresses/proposees?q=%s"\nheader = "Host: %s.localhost"\noutput = "/dev/null"\nwrite-out = "%%{http_code} %%{time_starttransfer}\\n"\nnext\n' "$port" "$(printf '%s %s' "$typed" "$commune" | sed 's/ /%20/g')" "$one"
  done
done | sed '$d' > "$work/addresses.curl"
sleep $((61 - 10#$(date +%S)))
# Twenty for the just-in-time compiler; all of them stay below what one visitor may ask in a minute.
for warm in $(seq 1 20); do curl -s -o /dev/null -H "Host: $one.localhost" "http://127.0.0.1:$port/adresses/proposees?q=avenue%20$warm"; done
curl -s -K "$work/addresses.curl" | tail -n 150 > "$work/addresses.times"
row "an address is completed, p95 of $(grep -c '^200 ' "$work/addresses.times") different texts, one after another" "$(awk '$1 == 200 {print $2 * 1000}' "$work/addresses.times" | sort -n | awk '{v[NR] = $1} END {printf "%.1f ms", v[int((NR * 95 + 99) / 100)]}')" "< 10 ms"
