#!/usr/bin/env bash
# Four shards as an array job, and a job after it that joins them.
# usage: examples/batch/slurm.sh TEMPLATE DATA NAME OUT_DIR    where sbatch is; $REPORT_EXPORT is the program, otherwise that in PATH
set -euo pipefail
template=$1 data=$2 name=$3 out=$4
program=${REPORT_EXPORT:-report-export}

array=$(sbatch --parsable --array=1-4 --job-name=notices --cpus-per-task=1 <<SCRIPT
#!/usr/bin/env bash
exec ${program@Q} batch --template ${template@Q} --data ${data@Q} --name ${name@Q} --out-dir ${out@Q} --shard auto --jobs 1
SCRIPT
)
# After all shards, whatever became of them: it says what is missing.
sbatch --parsable --dependency="afterany:$array" --job-name=join <<SCRIPT
#!/usr/bin/env bash
exec ${program@Q} manifest merge ${out@Q}
SCRIPT
