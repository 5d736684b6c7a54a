# What the scripts beside this file share. They source it with the project's folder as their own.

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Sets $python: the PYTHON asked for, else the first one here that is new enough and can make
# virtual environments.
find_python() {
    new_enough=
    for python in ${PYTHON:-/usr/bin/python3 python3 python3.13 python3.12 python3.11}; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        "$python" -c 'import venv; from ensurepip import version' 2>/dev/null && return
        new_enough=$python
    done
    [ -z "$new_enough" ] || fail "python3-venv is missing: sudo apt-get install python3-venv"
    fail "Python 3.11 or newer is missing: sudo apt-get install python3 python3-venv"
}

need_writable_folder() {
    (umask 077 && mkdir -p var && : >var/.writable && rm var/.writable) 2>/dev/null ||
        fail "Uncramp cannot write to $PWD/var: make the folder yours, or copy the project to one that is."
}
