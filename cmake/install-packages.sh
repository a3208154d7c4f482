# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# Sourced by app/run and tests/run: the Debian packages that Podium needs, and how the missing ones are installed.

build_packages=(
    clang-19 lld-19 libclang-rt-19-dev cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-svg-dev qt6-serialport-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libqt6sql6-sqlite libgl-dev libegl-dev libudunits2-dev libtomlplusplus-dev zlib1g-dev fonts-dejavu-core
)
test_packages=(
    llvm-19 python3 xvfb xauth xdotool openbox socat
    libhamlib-utils indi-bin sigrok-cli lxi-tools python3-pyvisa-py
    python3-pymodbus python3-serial-asyncio mbpoll
)
tidy_packages=(clang-tidy-19 clang-tools-19)

# install_packages PACKAGE... installs those that are missing; returns 1 with the way out when it cannot.
install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is no Debian system, so nothing is installed. Podium needs what these Debian 12 packages hold: $*" >&2
        return 0
    fi
    local package missing=() as_root=()
    for package in "$@"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
            missing+=("$package")
        fi
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    local by_hand="apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Packages are missing: ${missing[*]}" >&2
            echo "You are not root and there is no sudo. Have an administrator run:  $by_hand" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]}"
    if ! "${as_root[@]}" apt-get update ||
        ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
            install -y --no-install-recommends "${missing[@]}"; then
        echo "The packages could not be installed (apt-get says why above; often there is no network)." >&2
        echo "When that is mended, run this again, or as root:  $by_hand" >&2
        return 1
    fi
}
