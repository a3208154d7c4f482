#!/usr/bin/python3
# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a client that nobody here wrote talk to podium-sim: peers.py PODIUM_SIM sigrok|lxi|pyvisa.
Ends with 0 (passed), 1 (failed) or 77 (skipped: the client is not installed)."""
import re
import shutil
import socket
import subprocess
import sys
import time

LIMIT_SECONDS = 20
SKIPPED = 77


class Failed(Exception):
    pass


def check(condition, text):
    if not condition:
        raise Failed(text)


def need_program(name, package):
    if not shutil.which(name):
        print(f"SKIP: {name} is not installed (package {package})")
        sys.exit(SKIPPED)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS)
    check(done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def ask(port, question):
    """One query by a plain socket, to look at what a client left behind."""
    with socket.create_connection(("127.0.0.1", port), LIMIT_SECONDS) as link:
        link.sendall(question.encode() + b"\n")
        return link.makefile().readline().strip()


def sigrok(ports):
    need_program("sigrok-cli", "sigrok-cli")
    supply = f"scpi-pps:conn=tcp-raw/127.0.0.1/{ports['supply']}"
    run("sigrok-cli", "-d", supply, "-g", "1", "--config", "voltage_target=7.5:current_limit=2:enabled=on", "--set")
    for key, wanted in (("voltage_target", "7.5"), ("current_limit", "2.0"), ("enabled", "true")):
        seen = run("sigrok-cli", "-d", supply, "-g", "1", "--get", key).strip()
        check(seen == wanted, f"{key} is {seen}, not {wanted}")
    deadline = time.monotonic() + LIMIT_SECONDS
    while "V1: 7.5000 V DC" not in (seen := run("sigrok-cli", "-d", supply, "--time", "200")):
        check(time.monotonic() < deadline, f"sigrok-cli does not see 7.5 V: {seen}")
    check("I1: 750.00 mA DC" in seen, f"sigrok-cli does not see 0.75 A: {seen}")
    seen = run("sigrok-cli", "-d", f"scpi-dmm:conn=tcp-raw/127.0.0.1/{ports['meter']}", "--samples", "3")
    values = [float(value) for value in re.findall(r"P1: ([0-9.]+) V DC", seen)]
    check(len(values) == 3 and all(abs(value - 7.5) < 1e-3 for value in values), f"the meter reads {seen}")
    for name in ("supply", "meter"):
        check(ask(ports[name], "SYST:ERR?") == '+0,"No error"', f"the {name} did not understand sigrok-cli")


def lxi(ports):
    need_program("lxi", "lxi-tools")
    for name, identity in (("motion", "PODIUM,MC3,1,1.0"), ("supply", "HEWLETT-PACKARD,6632B,0,A.01.00"),
                           ("meter", "HEWLETT-PACKARD,34401A,0,10-5-2")):
        seen = run("lxi", "scpi", "-a", "127.0.0.1", "-r", "-p", str(ports[name]), "*IDN?")
        check(seen.strip() == identity, f"{name} says {seen}")


def pyvisa(ports):
    try:
        import pyvisa
        import pyvisa_py  # noqa: F401
    except ImportError as missing:
        print(f"SKIP: {missing.name} is not installed (package python3-pyvisa-py)")
        sys.exit(SKIPPED)
    axes = pyvisa.ResourceManager("@py").open_resource(f"TCPIP::127.0.0.1::{ports['motion']}::SOCKET",
                                                       read_termination="\n", write_termination="\n")
    axes.timeout = LIMIT_SECONDS * 1000
    axes.write("MOV x 20")
    while float(axes.query("POS? x")) < 1.0:
        check(int(axes.query("STAT? x")) & 1, "x does not move")
    axes.write("STOP x")
    check(axes.query("*OPC?") == "1", "no *OPC? after a stop")
    rest = float(axes.query("POS? x"))
    check(1.0 < rest < 15.0, f"x was not stopped midway but at {rest}")
    check(float(axes.query("POS? x")) == rest and not int(axes.query("STAT? x")) & 1, "x does not rest")
    check(axes.query("SYST:ERR?") == '0,"No error"', "the controller did not understand pyvisa")
    axes.close()


def main():
    program, client = sys.argv[1:]
    arguments = [program]
    for kind in ("motion", "supply", "meter"):
        arguments += ["--instrument", kind]
    sim = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    try:
        lines = [sim.stdout.readline().split() for _ in range(3)]
        ports = {name: int(address.split(":")[1]) for name, address in lines}
        {"sigrok": sigrok, "lxi": lxi, "pyvisa": pyvisa}[client](ports)
    except (Failed, subprocess.TimeoutExpired) as failure:
        print(f"FAIL: {failure}")
        return 1
    finally:
        sim.terminate()
        sim.wait(LIMIT_SECONDS)
    if sim.returncode != 0:
        print(f"FAIL: podium-sim ended with {sim.returncode}")
        return 1
    print(f"PASS: {client}")
    return 0


sys.exit(main())
