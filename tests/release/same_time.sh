#!/bin/sh
# Run by `meson dist`: the folder that it makes bears the commit's time as the files in it do, so that the same commit
# gives the same tarball.
touch -d "@$(git -C "$MESON_SOURCE_ROOT" log -1 --format=%ct)" "$MESON_DIST_ROOT"
