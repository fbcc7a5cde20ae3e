#!/bin/sh
# Prints the folder that holds PostgreSQL's initdb and pg_ctl: Debian and Homebrew keep it off PATH. 1 where there is none.
set -eu

on_path=$(command -v initdb 2>/dev/null || true)
if [ -n "$on_path" ]; then
    dirname "$on_path"
    exit
fi
found=
# Later versions sort last and win.
for folder in /usr/local/opt/postgresql@*/bin /opt/homebrew/opt/postgresql@*/bin /usr/lib/postgresql/*/bin; do
    if [ -x "$folder/initdb" ]; then
        found=$folder
    fi
done
[ -n "$found" ] && echo "$found"
