#!/bin/sh
# Makes this checkout ready to run: `sh tools/setup.sh run` for the demo, `sh tools/setup.sh test` for the tests.
# What is installed is found; what is absent is got by pip, by Playwright's own download or, as root, by apt-get; else
# one line says what is missing, what that means and how to get it. The second time it only looks.
set -eu

cd "$(dirname "$0")/.."
part=${1:-run}
case $part in
run) lock=requirements.lock ;;
test) lock=requirements-dev.lock ;;
*) echo "usage: sh tools/setup.sh run|test" >&2; exit 2 ;;
esac

say() { printf '%s\n' "set-up: $*" >&2; }
stop() { say "$*"; exit 2; }
have() { command -v "$1" >/dev/null 2>&1; }

# As root on Debian a missing package is installed; its index is fetched once a call.
can_apt() { [ "$(id -u)" = 0 ] && have apt-get; }
apt_updated=no
apt_install() {
    can_apt || return 1
    if [ "$apt_updated" = no ]; then
        apt-get -qq update >/dev/null 2>&1 || true
        apt_updated=yes
    fi
    say "installing $* with apt-get"
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

# How a person gets a package here: $1 on Debian, $2 on macOS.
how() {
    if have apt-get; then
        echo "sudo apt-get install $1"
    elif [ "$(uname)" = Darwin ]; then
        echo "$2"
    else
        echo "install $1 with this system's package manager"
    fi
}

# ---- Python -------------------------------------------------------------------------------------------------------

# python3 may be an old one beside a newer one of another name.
find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if have "$candidate" && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

make_environment() {
    python=$(find_python) || stop "Python 3.11 or newer is missing: $(how python3 'brew install python@3.13')"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "python$version-venv" || apt_install python3-venv || true
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            stop "Python's venv module is missing: $(how "python$version-venv" 'brew reinstall python@3.13')"
    fi
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || stop ".venv cannot be made; delete it if it belongs to another user"
}

# The stamp holds everything the environment depends on, the folder too: scripts in it name their interpreter by path.
wanted=$({ pwd; cat "$lock" pyproject.toml tools/setup.sh; } | cksum)
stamp=.venv/stamp-$part
if ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    make_environment
fi
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    [ -w .venv ] || stop ".venv belongs to another user; delete it or run as that user"
    say "installing the packages of $lock (about a minute the first time)"
    install="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --quiet --quiet --root-user-action=ignore"
    $install --require-hashes -r "$lock" || stop "pip could not install $lock; its own message stands above"
    $install --no-deps --no-build-isolation --editable . || stop "pip could not install this checkout"
    printf '%s\n' "$wanted" >"$stamp"
fi

# ---- Browser, for pages that need one -------------------------------------------------------------------------------

# The same places as the program looks in.
find_browser() {
    for candidate in chromium-headless-shell chromium chromium-browser google-chrome; do
        if have "$candidate"; then
            return
        fi
    done
    # Playwright's own, where it keeps its downloads.
    cache=${PLAYWRIGHT_BROWSERS_PATH:-}
    if [ -z "$cache" ]; then
        if [ "$(uname)" = Darwin ]; then cache=$HOME/Library/Caches/ms-playwright; else cache=$HOME/.cache/ms-playwright; fi
    fi
    for folder in "$cache"/chromium*; do
        if [ -e "$folder/INSTALLATION_COMPLETE" ]; then
            return
        fi
    done
    return 1
}

# The last try was no use and nothing has changed since: the download is not tried at every call.
tried=.venv/stamp-no-browser
if ! find_browser; then
    if ! { apt_install chromium-headless-shell || apt_install chromium; }; then
        if [ ! -e "$tried" ] || [ "${CI:-}" = true ]; then
            say "no browser found; trying Playwright's download of Chromium"
            .venv/bin/python -m playwright install chromium --only-shell </dev/null >/dev/null 2>&1 || : >"$tried"
        fi
    fi
    if find_browser; then
        rm -f "$tried"
    else
        say "no Chromium: pages that need a browser are skipped; to have it: $(how chromium-headless-shell 'brew install --cask chromium')"
    fi
fi

# ---- A second browser engine, only for the tests: a run compares with it where it is installed ---------------------------

find_firefox() { have firefox-esr || have firefox || [ -n "$(ls -d "$HOME"/.cache/ms-playwright/firefox-* 2>/dev/null)" ]; }

if [ "$part" = test ] && ! find_firefox && ! { apt_install firefox-esr && find_firefox; }; then
    say "no Firefox: the test of a second engine is skipped; to have it: $(how firefox-esr 'brew install --cask firefox')"
fi

# ---- Chinese letters, for screenshots and printed reports (macOS brings them) ------------------------------------------

find_chinese_font() {
    [ "$(uname)" = Darwin ] && return
    if have fc-list; then
        [ -n "$(fc-list :lang=zh family 2>/dev/null | head -n 1)" ]
    else
        ls /usr/share/fonts/*/wqy/* /usr/share/fonts/*/noto/*CJK* >/dev/null 2>&1
    fi
}

if ! find_chinese_font && ! { apt_install fonts-wqy-zenhei && find_chinese_font; }; then
    say "no Chinese font: screenshots show boxes; to have one: $(how fonts-wqy-zenhei '')"
fi

# ---- PostgreSQL, only for the tests --------------------------------------------------------------------------------

find_postgres() { sh tools/postgres_path.sh >/dev/null; }

install_postgres() {
    can_apt || return 1
    # The tests start servers of their own in temporary folders; the package's own need not run.
    settings=/etc/postgresql-common/createcluster.d
    mkdir -p "$settings"
    echo "create_main_cluster = false" >"$settings/portal-audit.conf"
    apt_install postgresql && result=0 || result=1
    rm -f "$settings/portal-audit.conf"
    rmdir "$settings" /etc/postgresql-common 2>/dev/null || true
    return $result
}

if [ "$part" = test ] && ! find_postgres && ! { install_postgres && find_postgres; }; then
    say "no PostgreSQL: its tests are skipped; to have it: $(how postgresql 'brew install postgresql@17')"
fi
