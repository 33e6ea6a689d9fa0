# shellcheck shell=bash
# What packaging/quickstart, packaging/test and packaging/check-cuda share: installing what is missing, and building. Sourced,
# not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)   # the checkout
install=yes      # --no-install: no
jobs=            # --jobs N; empty: as many as processors and memory allow
torch=           # --torch DIR; empty: Debian's LibTorch
torchConfig=     # the folder in it that holds TorchConfig.cmake
preset=release
build=           # the build folder, set by chooseBuildFolder
program=${0##*/}

say() { printf '\n==> %s\n' "$*"; }

fail() {
    printf '%s: %s\n' "$program" "$1" >&2
    exit "${2:-1}"
}

# takeCommonOption ARGUMENTS…: understands the options all programs have and leaves in `taken` how many arguments
# that used; 0 means that the first one is none of them.
# shellcheck disable=SC2034   # the callers read `taken`
takeCommonOption() {
    taken=0
    case $1 in
        --no-install) install=no; taken=1 ;;
        --torch | --jobs)
            [ $# -ge 2 ] || fail "$1 needs a value; see $program --help" 2
            [ "$1" = --jobs ] && setJobs "$2"
            [ "$1" = --torch ] && setTorch "$2"
            taken=2 ;;
        --torch=*) setTorch "${1#*=}"; taken=1 ;;
        --jobs=*) setJobs "${1#*=}"; taken=1 ;;
    esac
}

setJobs() {
    [[ $1 =~ ^[1-9][0-9]*$ ]] || fail "--jobs is \"$1\"; it must be a whole number from 1" 2
    jobs=$1
}

# A release and a Python package have their CMake files in share, a system in lib.
setTorch() {
    local config
    for config in "$1/share/cmake/Torch" "$1"/lib/cmake/Torch "$1"/lib/*/cmake/Torch; do
        [ -f "$config/TorchConfig.cmake" ] || continue
        torch=$(cd "$1" && pwd)
        torchConfig=$(cd "$config" && pwd)
        return
    done
    fail "--torch \"$1\" is no LibTorch: it must be the folder that holds share/cmake/Torch/TorchConfig.cmake" 2
}

# A LibTorch of one's own gets a build folder of its own, so that the two never mix.
chooseBuildFolder() { build=$root/build/${torch:+torch-}$preset; }

# packagesIn LIST…: the names in packaging/packages-LIST.txt.
packagesIn() {
    local list
    for list in "$@"; do
        sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$root/packaging/packages-$list.txt"
    done | sort -u | if [ -n "$torch" ]; then grep -vx libtorch-dev; else cat; fi
}

isInstalled() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed* ]]; }

asRoot() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Root, or sudo, and either somebody to type its password or no need of one.
canInstall() { [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }; }

# installMissing LIST…: installs what is not there of the packages in these lists.
installMissing() {
    local name names missing=()
    mapfile -t names < <(packagesIn "$@")
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: nothing is installed. Isthmus needs what these Debian packages hold: ${names[*]}"
        return
    fi
    for name in "${names[@]}"; do
        isInstalled "$name" || missing+=("$name")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        say "All ${#names[@]} packages needed are installed"
    elif [ "$install" = no ]; then
        say "Not installed, and left so because of --no-install: ${missing[*]}"
    elif ! canInstall; then
        fail "packages are missing and only root may install them: apt-get install --no-install-recommends ${missing[*]}"
    else
        say "Installing, which can take some minutes: ${missing[*]}"
        aptInstall "${missing[@]}"
    fi
}

aptInstall() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    asRoot "${apt[@]}" update -qq || fail "apt-get update failed; is there a network? --no-install goes on without"
    asRoot "${apt[@]}" install -y -qq --no-install-recommends "$@" </dev/null \
        || fail "apt-get could not install the packages; its own words are above"
}

# How many compilers at once: one per processor, but none without 1.5 GB of memory (LibTorch's headers take that).
reasonableJobs() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null)
    memory=${memory:-$processors}
    echo $((memory < 1 ? 1 : memory < processors ? memory : processors))
}

# configure CMAKE-ARGUMENTS…
configure() {
    local arguments=("$@")
    [ -n "$torch" ] && arguments+=("-DCMAKE_PREFIX_PATH=$torch" "-DTorch_DIR=$torchConfig")
    say "Configuring in $build${torch:+ with LibTorch from $torch}"
    (cd "$root" && cmake --preset "$preset" -B "$build" "${arguments[@]}")
    # Where a LibTorch does not suit it, CMake silently goes on to the next one that it knows.
    [ -z "$torch" ] || grep -q "^Torch_DIR:[A-Z]*=$torchConfig\$" "$build/CMakeCache.txt" \
        || fail "CMake does not take the LibTorch in $torch; it must be 1.13 or later"
}

# compile TARGETS…
compile() {
    local count=${jobs:-$(reasonableJobs)}
    say "Building, $count at a time"
    cmake --build "$build" --parallel "$count" --target "$@"
}
