#!/usr/bin/env bash
# Starts Slurm with one node on loopback, lets the example make a batch as an array job, and compares
# the outputs with those of one run; then a shard is killed, named and done again.
# usage: slurm.sh PROGRAM FOLDER    in the repository, with Debian's slurmctld, slurmd, slurm-client, munge
#
# The daemons have a configuration, ports and sockets of their own, and end with this script.
set -euo pipefail
export PATH=$PATH:/usr/sbin LC_ALL=C.UTF-8
program=$(realpath "$1") example=$(realpath examples/batch/slurm.sh) data=$(realpath data/batch)
rm -rf "$2"
mkdir -p "$2"
folder=$(realpath "$2")
# A socket's path must be short.
run=$(mktemp -d)
export SLURM_CONF=$folder/slurm.conf
readonly NAME='{{ 编号 }}'

processes=()
finish() {
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
    wait
    rm -rf "$run"
}
trap finish EXIT

start() {
    "$@" >"$folder/$(basename "$1").log" 2>&1 &
    processes+=($!)
}

head -c 128 /dev/urandom >"$run/key"
chmod 400 "$run/key"
chmod 755 "$run"
mkdir -p "$folder/state" "$folder/spool"
cat >"$SLURM_CONF" <<CONF
ClusterName=loopback
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$run/munge
CredType=cred/munge
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$run/slurmctld.pid
SlurmdPidFile=$run/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SchedulerParameters=batch_sched_delay=0,sched_interval=1
SchedulerTimeSlice=5
ReturnToService=2
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
CONF
start munged --foreground --force --key-file="$run/key" --socket="$run/munge" --pid-file="$run/munge.pid" \
    --log-file="$run/munge.log" --seed-file="$run/munge.seed"
for _ in $(seq 100); do [ ! -S "$run/munge" ] || break; sleep 0.1; done
start slurmctld -D -i
start slurmd -D
for _ in $(seq 200); do
    [ "$(sinfo --noheader --format=%T 2>/dev/null)" != idle ] || break
    sleep 0.1
done
sinfo

# Lets the example make the batch and waits for the job that joins; prints what that said.
batch() {
    local out=$1 join
    join=$(cd "$folder" && REPORT_EXPORT=$2 "$example" "$data/notice.yaml" "$data/counties.csv" "$NAME" "$out")
    while [ -n "$(squeue --noheader)" ]; do sleep 0.2; done
    cat "$folder/slurm-$join.out"
}

"$program" -q batch --template "$data/notice.yaml" --data "$data/counties.csv" --name "$NAME" --out-dir "$folder/one"
batch "$folder/shards" "$program"
diff -r "$folder/one" "$folder/shards"

# A shard whose process is killed is named; once it has been done again, nothing is missing.
cat >"$folder/mortal" <<SCRIPT
#!/usr/bin/env bash
[ "\${SLURM_ARRAY_TASK_ID:-}" != 3 ] || kill -9 \$\$
exec ${program@Q} "\$@"
SCRIPT
chmod +x "$folder/mortal"
batch "$folder/lost" "$folder/mortal" | tee "$folder/lost.txt"
grep -q '3/4' "$folder/lost.txt"
batch "$folder/lost" "$program"
diff -r "$folder/one" "$folder/lost"
