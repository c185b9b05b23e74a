#!/usr/bin/env bash
# Makes words.txt from the dictionary of jieba-rs, whose lines are "word frequency tag".
# usage: words.sh dict.txt > words.txt
#
# A word's cost is 100 × ln(total / frequency), rounded; nearly half of the words have the frequency
# 3, and no cost is written for them. Words with ASCII in them are left out.
set -euo pipefail

readonly TOTAL=60101964 # the sum of all frequencies in dict.txt

cat <<'HEAD'
# Chinese words and their costs, from the dictionary of jieba-rs 0.11.0 by `words.sh`.
# jieba: Copyright (c) 2013 Sun Junyi; jieba-rs: Copyright (c) 2018 messense; see LICENSE-jieba.
HEAD
# Sorted by bytes, as the search needs it.
LC_ALL=C awk -v total=$TOTAL '
    $1 ~ /[ -~]/ { next }
    $2 == 3 { print $1; next }
    { printf "%s %d\n", $1, 100 * log(total / ($2 ? $2 : 1)) + 0.5 }' "$1" | LC_ALL=C sort -u
