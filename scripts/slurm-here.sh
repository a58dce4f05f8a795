#!/usr/bin/env bash
# A Slurm cluster on this machine, for trying `--cluster slurm`: a controller and two nodes of one or more processors.
# Everything lies in one folder, runs as whoever starts it, and leaves the system's own Slurm and munge alone.
#
#   scripts/slurm-here.sh start DIR      starts it; then: export SLURM_CONF=DIR/slurm.conf
#   scripts/slurm-here.sh kill DIR NODE  kills node1 or node2 with all that runs on it, as if the plug were pulled
#   scripts/slurm-here.sh node DIR NODE  starts a node again
#   scripts/slurm-here.sh stop DIR       stops everything, and what runs on it
#
# Needs slurm-wlm and munge: apt-get install --no-install-recommends slurm-wlm munge
set -euo pipefail
export PATH=$PATH:/usr/sbin:/sbin

usage() { sed -n '5,9s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
(($# >= 2)) || usage
action=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
export SLURM_CONF=$dir/slurm.conf

configure() {
  local processors me host
  processors=$(nproc)
  me=$(id -un)
  host=$(hostname -s)
  mkdir -p "$dir"/{munge,state,log}
  chmod 755 "$dir" "$dir/munge" # munge's clients reach its socket; the key is its own
  [[ -s $dir/munge/key ]] || (umask 077 && head -c 1024 /dev/urandom > "$dir/munge/key")
  cat > "$SLURM_CONF" << EOF
ClusterName=here
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=17001
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
# The machine's real size doesn't matter: both nodes are the same machine.
SlurmdParameters=config_overrides
# A node that doesn't answer for so many seconds is dead, and its work is queued again.
SlurmdTimeout=20
ReturnToService=2
NodeName=node1 NodeHostname=$host NodeAddr=127.0.0.1 Port=17003 CPUs=$(((processors + 1) / 2))
NodeName=node2 NodeHostname=$host NodeAddr=127.0.0.1 Port=17004 CPUs=$(((processors + 1) / 2))
PartitionName=all Nodes=node1,node2 Default=YES MaxTime=INFINITE State=UP
EOF
}

running() { [[ -s $1 ]] && kill -0 "$(< "$1")" 2> /dev/null; }

node() {
  mkdir -p "$dir/$1"
  running "$dir/$1.pid" || slurmd -N "$1"
}

# What runs on a node: tasks know where they are and whose, and each has a slurmstepd above it.
processes_of() {
  local environment pid parent
  for environment in /proc/[0-9]*/environ; do
    pid=${environment//[!0-9]/}
    if { tr '\0' '\n' < "$environment" | grep -Fx -e "SLURMD_NODENAME=$1" -e "SLURM_CONF=$SLURM_CONF" | sort -u \
      | wc -l | grep -qx 2; } 2> /dev/null; then
      parent=$(ps -o ppid= -p "$pid" | tr -d ' ')
      [[ -z $parent || $(ps -o comm= -p "$parent") != slurmstepd ]] || echo "$parent"
      echo "$pid"
    fi
  done
}

kill_node() {
  local processes
  ! running "$dir/$1.pid" || kill -9 "$(< "$dir/$1.pid")"
  processes=$(processes_of "$1")
  # shellcheck disable=SC2086  # a list of numbers
  [[ -z $processes ]] || kill -9 $processes 2> /dev/null || true
}

stop() {
  local name pid
  kill_node node1
  kill_node node2
  for name in slurmctld.pid munge/pid; do
    running "$dir/$name" || continue
    pid=$(< "$dir/$name")
    kill "$pid"
    # It writes its state first.
    for _ in {1..100}; do
      [[ -e /proc/$pid && $(ps -o stat= -p "$pid") != Z* ]] || break
      sleep 0.2
    done
  done
}

case $action in
  start)
    configure
    running "$dir/munge/pid" || munged --force --key-file="$dir/munge/key" --socket="$dir/munge/socket" \
      --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed"
    running "$dir/slurmctld.pid" || slurmctld
    node node1
    node node2
    echo "export SLURM_CONF=$SLURM_CONF"
    ;;
  stop) stop ;;
  node | kill)
    [[ ${3:-} == node[12] ]] || usage
    if [[ $action == node ]]; then node "$3"; else kill_node "$3"; fi
    ;;
  *) usage ;;
esac
