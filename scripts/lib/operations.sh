# Sourced by scripts/prove: follows docs/operations.md word for word on a clean Debian with its own systemd, in a
# container. Needs root, debootstrap and systemd-nspawn, Debian's packages by the network, and a few minutes.

# What is a placeholder in the text, and only that, is filled in: see filled().
operations_root=
operations_init=
operations_nspawn=
operations_code=ABCD-EFGH
operations_pin=3F9A…
operations_old=OLD
operations_new=NEW
operations_hub=

# Ends the container that runs, if one does, as a power cut would, and waits for the end of what holds its directory.
operations_end() {
  local tries
  [ -n "$operations_nspawn" ] || return 0
  if [ -n "$operations_init" ]; then kill -KILL "$operations_init" 2>/dev/null || true; fi
  for tries in $(seq 100); do
    kill -0 "$operations_nspawn" 2>/dev/null || break
    if [ "$tries" = 50 ]; then kill -TERM "$operations_nspawn" 2>/dev/null || true; fi
    sleep 0.1
  done
  kill -KILL "$operations_nspawn" 2>/dev/null || true
  wait "$operations_nspawn" 2>/dev/null || true
  operations_init=
  operations_nspawn=
}

# clean_debian DIRECTORY: nothing but Debian 13 with systemd, made once per checkout.
clean_debian() {
  [ -e "$1.tar" ] || {
    rm -rf "$1"
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,udev,ca-certificates,locales-all \
      trixie "$1" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >&2
    tar -C "$1" -cf "$1.tar" .
  }
  rm -rf "$1"
  mkdir -p "$1"
  tar -C "$1" -xf "$1.tar"
}

# boot ROOT: systemd as the first process of a container; its number on this machine goes to operations_init. One that runs is
# ended before: a directory is for one container at a time.
boot() {
  local tries
  operations_end
  SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 systemd-nspawn --quiet --register=no --keep-unit \
    --directory="$1" --boot </dev/null >"$1.console" 2>&1 &
  operations_nspawn=$!
  for tries in $(seq 300); do
    kill -0 "$operations_nspawn" 2>/dev/null || fail "the container ended before it had booted: $(tail -n 20 "$1.console")"
    operations_init=$(pgrep -P "$operations_nspawn" -x systemd || true)
    if [ -n "$operations_init" ] && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; then
      return
    fi
    sleep 0.2
  done
  fail "the container did not boot within $((tries / 5)) s: $(tail -n 20 "$1.console")"
}

inside() { nsenter --target "$operations_init" --mount --uts --ipc --pid --cgroup --root --wd -- "$@"; }

# Prints the commands of every fenced block of a page, one block after the other, blocks apart by a line of dashes. A block
# that names what it is in, such as text, is no commands.
blocks() {
  awk '/^```/ { if (commands) print "---"; commands = !inside && $0 == "```"; inside = !inside; next } commands' "$1"
}

# filled COMMANDS: with the values that a reader would put in.
filled() {
  local newest kept=/var/lib/prepstation/backup
  if [[ "$1" = *"cp -r /media/usb"* ]]; then kept=/media/usb/bench-1; fi
  if [[ "$1" = *"hub-<time>.db"* ]]; then kept=/var/lib/prepstation-hub/backup; fi
  newest=$(inside sh -c "ls -1 $kept 2>/dev/null" | sort | tail -1)
  newest=${newest#hub-}
  newest=${newest%.db}
  sed -e "s|prepstation_<version>_arm64.deb|prepstation_one.deb|" -e "s|prepstation_<new>_arm64.deb|prepstation_two.deb|" \
    -e "s|^apt install|apt install --yes|" -e "s|&& apt install|\&\& apt install --yes|" \
    -e "s|ABCD-EFGH|$operations_code|" -e "s|3F9A…|$operations_pin|" -e "s|<time>|$newest|" \
    -e "s|serial-<number>|serial-A50285BI|" -e "s|revoke OLD|revoke $operations_old|" \
    -e "s|follow NEW OLD|follow $operations_new $operations_old|" <<<"$1"
}

# before BLOCK: what a reader has before the page says it: a new balance at the cable, a night's copy of the hub, an empty card.
before() {
  case "$1" in
    *"ls /dev/prepstation"*) inside sh -c 'mkdir -p /dev/prepstation && ln -sf ../null /dev/prepstation/serial-A50285BI' ;;
    *"hub-<time>.db"*)
      inside systemctl start prepstation-hub-backup.service
      operations_hub=$(hub_contents)
      ;;
    *"cp -r /media/usb"*)
      operations_old=$(stations | head -1)
      inside systemctl stop prepstation-kiosk.service
      inside mv /var/lib/prepstation /var/lib/prepstation-old-card
      inside systemd-tmpfiles --create prepstation.conf
      ;;
  esac
}

# The ids of the stations that the hub knows.
stations() {
  inside runuser -u prepstation-hub -- prepstation-hub --json stations list | sed -n 's/.*"id":"\([^"]*\)".*/\1/p'
}

# Whom the hub knows, and by which names.
hub_contents() {
  inside runuser -u prepstation-hub -- prepstation-hub users list
  stations
}

# follow COMMANDS: in a shell as root, as somebody would who types them.
follow() {
  local commands
  commands=$(filled "$1")
  say "${commands//$'\n'/$'\n'    }"
  inside env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
    SYSTEMD_PAGER=cat bash -euo pipefail -c "cd /root; $commands"
}

# expect WHAT COMMAND…: must hold within a minute and a half.
expect() {
  local what=$1 tries
  shift
  for tries in $(seq 180); do
    if inside "$@" >/dev/null 2>&1; then say "  holds: $what"; return; fi
    sleep 0.5
  done
  inside journalctl --no-pager -n 40 >&2 || true
  fail "does not hold: $what ($*)"
}

# another_version PACKAGE TO: the same under a higher number, to upgrade to.
another_version() {
  local folder
  folder=$(mktemp -d)
  dpkg-deb --raw-extract "$1" "$folder"
  sed -i 's/^Version: .*/&+1/' "$folder/DEBIAN/control"
  dpkg-deb --root-owner-group --build "$folder" "$2" >/dev/null
  rm -rf "$folder"
}

operations() {
  [ "$(id -u)" = 0 ] || fail "a container with its own systemd needs root"
  command -v debootstrap >/dev/null || install_package debootstrap debootstrap || fail "install debootstrap"
  command -v systemd-nspawn >/dev/null || install_package systemd-container systemd-container ||
    fail "install systemd-nspawn"
  local package block output page="$root/docs/operations.md"
  package=${PREPSTATION_PACKAGE:-$("$root/scripts/package" amd64)}
  operations_root=$root/target/operations/debian
  mkdir -p "$root/target/operations"
  clean_debian "$operations_root"
  cp "$package" "$operations_root/root/prepstation_one.deb"
  another_version "$package" "$operations_root/root/prepstation_two.deb"
  echo hub.example >"$operations_root/etc/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 hub.example hub\n' >"$operations_root/etc/hosts"
  mkdir -p "$operations_root/media/usb"
  cp "$root/scripts/demo-data/formulas.csv" "$operations_root/srv/formulas.csv"
  screen_without_a_display
  trap operations_end EXIT
  boot "$operations_root"
  inside apt-get update >/dev/null

  block=
  while IFS= read -r line; do
    if [ "$line" != --- ]; then block+=$line$'\n'; continue; fi
    before "$block"
    output=$(follow "$block") || fail "this did not work: $block"
    after "$block" "$output"
    block=
  done < <(blocks "$page")
  say "docs/operations.md: every command worked"
  install_again
}

# By the script instead of by hand, over what the page has left.
install_again() {
  mkdir -p "$operations_root/root/prepstation"
  cp -r "$root/scripts" "$operations_root/root/prepstation/scripts"
  inside bash /root/prepstation/scripts/install-station /root/prepstation_two.deb || fail "install-station did not work"
  expect "the kiosk runs" systemctl is-active prepstation-kiosk.service
  expect "it starts with the machine" systemctl is-enabled prepstation-kiosk.service prepstation-upload.timer
  say "scripts/install-station: worked"
}

# A container has no display: cage draws into memory there, and the unit does not ask for a terminal.
screen_without_a_display() {
  local folder=$operations_root/etc/systemd/system/prepstation-kiosk.service.d
  mkdir -p "$folder"
  cat >"$folder/no-display.conf" <<'CONF'
[Service]
Environment=WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 LIBSEAT_BACKEND=noop
TTYPath=
StandardInput=null
PAMName=
UtmpIdentifier=
CONF
}

# after BLOCK OUTPUT: what must be so once a block was followed, and what later blocks need of its output.
after() {
  case "$1" in
    *"enable --now prepstation-hub.service"*)
      expect "the hub runs" systemctl is-active prepstation-hub.service
      expect "its backup is planned" systemctl is-active prepstation-hub-backup.timer
      ;;
    *"for unit in prepstation-kiosk"*)
      expect "kiosk and upload let the address out" sh -c \
        'for unit in kiosk upload; do systemctl show -p IPAddressAllow prepstation-$unit | grep -q 203.0.113.9 || exit 1; done'
      expect "the kiosk runs" systemctl is-active prepstation-kiosk.service
      ;;
    *addresses.conf*)
      expect "the hub lets the address in" sh -c \
        'systemctl show -p IPAddressAllow prepstation-hub.service | grep -q 203.0.113.0/24'
      ;;
    *"enable --now prepstation-kiosk.service"*)
      expect "the kiosk runs and says that it lives" systemctl is-active prepstation-kiosk.service
      expect "it waits for a hub's code" sh -c \
        'journalctl -u prepstation-kiosk -o cat | grep -q "this station belongs to no lab yet"'
      expect "its start cache is made under the unit's restrictions" sh -c \
        'ls /var/cache/prepstation/kiosk-*.aot && systemctl show -p Result prepstation-start-cache | grep -q success'
      ;;
    *"enrol-code"*--qr*)
      grep -q '▀' <<<"$2" || fail "no QR code in: $2"
      grep -qx 'https://hub.example:8443' <<<"$2" || fail "no address below the QR code in: $2"
      grep -qE '^[0-9A-Z]{4}-[0-9A-Z]{4}$' <<<"$2" || fail "no code below the QR code in: $2"
      ;;
    *enrol-code*)
      operations_code=$(sed -n 's/.*"code":"\([^"]*\)".*/\1/p' <<<"$2")
      operations_pin=$(sed -n 's/.*"caPin":"\([^"]*\)".*/\1/p' <<<"$2")
      [ -n "$operations_code" ] && [ -n "$operations_pin" ] || fail "no code or no pin in: $2"
      ;;
    *"ls /dev/prepstation"*)
      expect "the kiosk works by it" sh -c \
        'journalctl -u prepstation-kiosk -o cat | grep -q "another configuration is in force, .*balance.port"'
      ;;
    *"cp -r /media/usb"*)
      expect "what the backup has is there" runuser -u prepstation -- station users list
      ;;
    *"stations follow"*)
      inside runuser -u prepstation-hub -- prepstation-hub stations list | grep -q "$operations_old.*revoked" ||
        fail "the old station may still speak to the hub"
      ;;
    *"--ca-pin"*"systemctl start"*)
      operations_new=$(stations | grep -vxF "$operations_old" | tail -1)
      [ -n "$operations_new" ] || fail "the new card was not let in as another station"
      expect "the kiosk runs" systemctl is-active prepstation-kiosk.service
      expect "the station knows its people" runuser -u prepstation -- station users list
      ;;
    *"station enrol"*)
      expect "the kiosk notices by itself" sh -c \
        'journalctl -u prepstation-kiosk -o cat | grep -q "is open for LabKey.*lab-1"'
      expect "it looks at its disk" sh -c '! journalctl -u prepstation-kiosk | grep "disk: cannot"'
      expect "the station knows its people" runuser -u prepstation -- station users list
      ;;
    *"station backup --to"*)
      expect "the backup is on the other disk" sh -c 'ls /media/usb/bench-1/*/'
      inside systemctl start prepstation-backup.service
      expect "the nightly backup is there" sh -c 'ls -d /var/lib/prepstation/backup/*/'
      ;;
    *"station restore"*)
      expect "the kiosk runs again" systemctl is-active prepstation-kiosk.service
      expect "the trail is whole" runuser -u prepstation -- station verify
      ;;
    *"hub-<time>.db"*)
      expect "the hub runs" systemctl is-active prepstation-hub.service
      grep -q mia <<<"$operations_hub" || fail "the hub knew nobody: $operations_hub"
      [ "$(hub_contents)" = "$operations_hub" ] || fail "the hub does not know whom it knew: $operations_hub"
      expect "what it has is whole" runuser -u prepstation-hub -- prepstation-hub verify
      expect "what was there is kept" sh -c 'ls /var/lib/prepstation-hub/replaced-*/hub.db'
      expect "nothing of it became root's" sh -c '[ -z "$(find /var/lib/prepstation-hub -user root)" ]'
      expect "the station goes on with it" runuser -u prepstation -- station sync now
      ;;
    *"users remove"*)
      expect "the hub still runs" systemctl is-active prepstation-hub.service
      expect "and can write" runuser -u prepstation-hub -- prepstation-hub users list
      ;;
    *"touch /run/prepstation/restart"*)
      expect "it ended by itself and runs again" sh -c \
        'journalctl -u prepstation-kiosk -o cat | grep -q "ending, to be started anew" && systemctl is-active prepstation-kiosk'
      ;;
    *prepstation_\<new\>*)
      expect "the new version is there" sh -c 'dpkg-query -W -f "\${Version}" prepstation | grep -q +1'
      expect "the hub runs on" systemctl is-active prepstation-hub.service
      expect "nothing in the station's and hub's folders became root's" sh -c \
        '[ -z "$(find /var/lib/prepstation /var/lib/prepstation-hub -user root)" ]'
      expect "the kiosk runs on" systemctl is-active prepstation-kiosk.service
      ;;
  esac
}

# Freezes one part of the kiosk after the other, as it runs under its unit on the Debian that `operations` set up. Each
# freeze must lead to a new process within 45 s, with the session where it was.
watchdog() {
  operations_root=$root/target/operations/debian
  if [ ! -d "$operations_root/var/lib/prepstation/labs" ]; then operations; fi
  command -v python3 >/dev/null || install_package python3 python3 || fail "install python3"
  local before port thread
  froze=()
  froze_too_long=0
  printf '[station]\nsign_in = "chosen"\n' >"$operations_root/etc/prepstation/conf.d/chosen.toml"
  trap operations_end EXIT
  boot "$operations_root"
  inside systemctl stop prepstation-kiosk.service
  inside systemd-run --quiet --unit=balance --property=User=prepstation station simulate balance --protocol mt-sics
  expect "a balance is simulated" sh -c 'journalctl --boot -u balance -o cat | grep -q ^/tmp/prepstation'
  port=$(inside sh -c 'readlink -f "$(journalctl --boot -u balance -o cat | grep ^/tmp/prepstation | tail -1)"')
  printf '[balance]\nport = "%s"\nprotocol = "mt-sics"\n' "$port" >"$operations_root/etc/prepstation/conf.d/balance.toml"
  unfinished_session
  inside systemctl start prepstation-kiosk.service
  before=$(session_as_it_stands)
  say "$before"
  say "WatchdogSec=$(inside systemctl show --property=WatchdogUSec --value prepstation-kiosk.service), load $(cut -d' ' -f1 /proc/loadavg)"
  for thread in "JavaFX Application Thread" "store writer" "balance $port"; do
    expect "the balance is there" sh -c \
      'journalctl -o cat "_PID=$(systemctl show -p MainPID --value prepstation-kiosk)" | grep -q "Balance: balance: Online"'
    freeze "$thread"
    [ "$before" = "$(session_as_it_stands)" ] || fail "the session is not what it was"
  done
  same_step
  inside runuser -u prepstation -- station verify >&2
  printf '%s\n' "${froze[@]}"
  say "each freeze led to a restart, the session stands where it stood"
  [ "$froze_too_long" = 0 ] || fail "one took more than 45 s"
}

# The id of the session that is in progress.
running_session() {
  inside runuser -u prepstation -- station --json sessions list |
    sed -n '/in_progress/s/.*"id":"\([^"]*\)".*/\1/p' | head -1
}

# Whoever signs in now is offered the session, and stands at its step again.
same_step() {
  local session shown
  session=$(running_session)
  inside systemctl stop prepstation-kiosk.service
  free_port
  shown=$(remote_kiosk '{"do":"sign-in","who":"otto"}' '{"do":"tap","what":"resume"}')
  grep -qE '"state":"(AwaitingContainer|Interrupted)".*"session":"'"$session"'"' <<<"$shown" ||
    fail "session $session is not gone on with: $shown"
  say "  holds: $(grep -E "$session" <<<"$shown" | tail -1)"
  inside systemctl start prepstation-kiosk.service
}

# remote_kiosk COMMAND…: what a kiosk without screens shows while it obeys, a JSON line each.
remote_kiosk() {
  { sleep 5; for command in "$@"; do echo "$command"; sleep 3; done; } |
    inside timeout 60 runuser -u prepstation -- station kiosk --no-screens --remote
}

# Every word of it, down to the step it waits at.
session_as_it_stands() { inside runuser -u prepstation -- station --json sessions show "$(running_session)"; }

# A session that waits for its first ingredient, of somebody new: the page ends with the operator leaving.
unfinished_session() {
  inside runuser -u prepstation-hub -- prepstation-hub users list | grep -q ^otto ||
    inside runuser -u prepstation-hub -- prepstation-hub users add --id otto --name "Otto Meyer" --role operator \
      --lab lab-1 >&2
  expect "the station has heard of it" runuser -u prepstation -- station sync now
  remote_kiosk '{"do":"sign-in","who":"otto"}' '{"do":"scan","text":"F=PRM00936"}' '{"do":"tap","what":"start"}' >&2
}

# freeze THREAD: stops it and waits for the kiosk that comes after; adds a line to froze.
freeze() {
  local old new start begun ready
  expect "the kiosk runs" systemctl is-active prepstation-kiosk.service
  old=$(main_process)
  start=$SECONDS
  python3 "$root/scripts/lib/freeze.py" "$(outside "$old")" "$1" >/dev/null &
  while new=$(main_process); [ "$new" = "$old" ] || [ "$new" = 0 ]; do
    [ $((SECONDS - start)) -le 60 ] || fail "$1 froze and nothing happened"
    sleep 0.2
  done
  begun=$((SECONDS - start))
  free_port
  expect "a new one runs" systemctl is-active prepstation-kiosk.service
  ready=$((SECONDS - start))
  froze+=("{\"frozen\":\"$1\",\"restartedAfterSeconds\":$begun,\"readyAfterSeconds\":$ready}")
  say "$1: frozen, a new kiosk was begun after $begun s and ready after $ready s"
  [ "$ready" -le 45 ] || froze_too_long=1
}

# A real adapter forgets with its last user that it was his alone; a pseudo-terminal does not while its other end is open.
free_port() {
  python3 - "/proc/$operations_init/root$port" <<'PY'
import fcntl, os, sys, termios
port = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
fcntl.ioctl(port, termios.TIOCNXCL)
PY
}

main_process() { inside systemctl show --property=MainPID --value prepstation-kiosk.service; }

# outside NUMBER: the process's number on this machine.
outside() {
  local status
  for status in /proc/[0-9]*/status; do
    if awk -v wanted="$1" -v init="$operations_init" '/^NSpid:/ { exit !(NF == 3 && $3 == wanted) }' "$status" 2>/dev/null &&
      [ "$(readlink "${status%status}ns/pid")" = "$(readlink "/proc/$operations_init/ns/pid")" ]; then
      status=${status#/proc/}
      echo "${status%/status}"
      return
    fi
  done
}
