#!/usr/bin/env python3
"""Make a batch on a Ray cluster, with the program and the folders at the same paths on all nodes.

As shards (the default), each a task of one processor, joined at the end; or, with --rows, as rows of a
JSON-lines file that are handed to as many workers as there are processors, as each becomes free.
"""

import argparse
import json
import subprocess
import sys

import ray


@ray.remote(num_cpus=1, max_retries=3)
def shard(command, index, count):
    """Do a shard; return its number, the node, the status and what was said."""
    done = subprocess.run([*command, "--shard", f"{index}/{count}", "--jobs", "1"], capture_output=True, text=True)
    return index, ray.get_runtime_context().get_node_id(), done.returncode, done.stderr


@ray.remote(num_cpus=1)
class Worker:
    """A process of the program that does one job after another."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            [*command, "--stdin-jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def do(self, job):
        """Do a job; return its outcome."""
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def shards(command, out, program, count):
    """Do a batch in shards and join them; return the exit status."""
    failed = 0
    nodes = set()
    for index, node, status, said in ray.get([shard.remote(command, i + 1, count) for i in range(count)]):
        nodes.add(node)
        if status != 0:
            failed += 1
            print(f"shard {index}/{count} ended with status {status}:\n{said}", file=sys.stderr)
    print(f"{count} shards on {len(nodes)} nodes, {failed} failed")
    return subprocess.run([program, "manifest", "merge", out], check=False).returncode


def rows(command, path):
    """Hand the rows of a file to workers; return the exit status."""
    workers = [Worker.remote(command) for _ in range(int(ray.cluster_resources()["CPU"]))]
    pool = ray.util.ActorPool(workers)
    failed = 0
    with open(path, encoding="utf-8") as lines:
        jobs = [{"id": number, "row": json.loads(line)} for number, line in enumerate(lines, 1) if line.strip()]
    for outcome in pool.map_unordered(lambda worker, job: worker.do.remote(job), jobs):
        if outcome["state"] != "done":
            failed += 1
            print(f"row {outcome['id']}: {outcome['findings'][0]['message']}", file=sys.stderr)
    print(f"{len(jobs)} rows by {len(workers)} workers, {failed} failed")
    return int(failed > 0)


def main():
    """Read the arguments and do the batch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="report-export")
    parser.add_argument("--template", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--out-dir", required=True)
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--rows", action="store_true", help="hand out the rows of --data, which is JSON lines")
    arguments = parser.parse_args()
    ray.init(address="auto", log_to_driver=False)
    command = [arguments.program, "batch", "--template", arguments.template, "--name", arguments.name]
    command += ["--out-dir", arguments.out_dir]
    if arguments.rows:
        return rows(command, arguments.data)
    return shards([*command, "--data", arguments.data], arguments.out_dir, arguments.program, arguments.shards)


if __name__ == "__main__":
    sys.exit(main())
