#!/usr/bin/env bash
# The list of targets and how they are built have one home.
exec bash "$SRC/mmsguard/fuzz/oss-fuzz/build.sh"
