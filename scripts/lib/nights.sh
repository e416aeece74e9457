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
