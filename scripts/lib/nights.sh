# Sourced where nights of the sync simulation are passed as programs of their own.

# Compiles them: they lie among the tests of the kiosk.
build_nights() {
  maven --quiet -pl kiosk-app -am test-compile dependency:build-classpath -Dmdep.outputFile=target/nights-classpath.txt >&2
}

nights_class_path() {
  local module
  printf '%s' "$root/kiosk-app/target/test-classes:$root/kiosk-app/target/classes:$root/station-model/target/test-classes"
  for module in station-model batch-record station-config device-drivers sync-hub; do printf ':%s' "$root/$module/target/classes"; done
  printf ':%s\n' "$(cat "$root/kiosk-app/target/nights-classpath.txt")"
}

# simulation STORE NIGHTS FIRST: in slices, each a program of its own, whose compilers cost a third of three hundred nights. Each
# slice that passed is a line of target/nights/STORE: the sources it was passed with, the commit, the first seed, how many, and
# what came of it. `resume` goes on with the first seed that was not passed with the same sources, until as many nights from
# seed 0 on have; whatever was edited since, even if it is not committed, begins anew. PostgreSQL's nights take longer.
simulation() {
  local store=$1 nights=$2 first=$3 slice=5000 sources commit progress=$root/target/nights/$1 at end came
  [ "$store" = sqlite ] || slice=1000
  require_jdk25
  build_nights
  mkdir -p "$root/target/nights"
  touch "$progress"
  sources=$(sources_of_nights)
  commit=$(commit)
  if [ "$first" = resume ]; then
    first=$(passed_with "$sources" "$progress" | cut -d ' ' -f 2)
    end=$nights
  else
    end=$((first + nights))
  fi
  [ "$first" -lt "$end" ] || { echo "nothing run: from seed $first on nothing is left of $nights nights"; return 1; }
  for ((at = first; at < end; at += slice)); do
    [ $((end - at)) -ge "$slice" ] || slice=$((end - at))
    echo "seeds: $first … $((at + slice - 1))"
    echo "count: $((at + slice - first)) nights"
    came=$(nights "$store" "$at" "$slice") || { echo "$came"; fail "the nights from seed $at were stopped, or are not all well"; }
    echo "$sources $commit $at $slice $(head -1 <<<"$came")" | tee -a "$progress"
  done
  echo "proof: $(passed_with "$sources" "$progress" | cut -d ' ' -f 1) nights passed with these sources"
}

# sources_of_nights: what is compiled, whether or not git knows it
sources_of_nights() {
  (cd "$root" && find pom.xml {station-model,batch-record,station-config,device-drivers,sync-hub,kiosk-app}/{pom.xml,src} -type f -print0 |
    LC_ALL=C sort -z | xargs -0 cat | git hash-object --stdin | cut -c1-12)
}

# passed_with SOURCES PROGRESS: how many seeds, each once, and the first one from 0 on that is missing
passed_with() {
  awk -v s="$1" '$1 == s { print $3, $3 + $4 }' "$2" | sort -n |
    awk '{ from = $1 > end ? $1 : end
           if ($2 > from) n += $2 - from
           if ($1 <= gap && $2 > gap) gap = $2
           if ($2 > end) end = $2 }
         END { print n + 0, gap + 0 }'
}

# nights STORE FIRST COUNT
nights() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -ea --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dslf4j.internal.verbosity=ERROR -Dnights.postgres="$([ "$1" = postgres ] && echo true || echo false)" \
    -cp "$(nights_class_path)" io.prepstation.kiosk.sync.NightProgram pass "$2" "$3"
}
